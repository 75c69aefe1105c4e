package import Diagnosis
import Evidence
import FlinkConfiguration

/// TaskManagers and clients must get through to the JobManager's RPC port.
package struct JobManagerPortAnswers: Rule {
  package static let card = RuleCard(
    id: "FD3001", name: "job-manager-port-answers", severity: .error,
    title: "The JobManager's RPC port can be reached from this node",
    why: """
      TaskManagers register through jobmanager.rpc.address and jobmanager.rpc.port. Refused: the \
      machine is there, but no JobManager listens at that address and port. No answer: something \
      on the way drops the packets, or the address is another machine's. With high availability the \
      JobManager listens on high-availability.jobmanager.port instead, and any of several may lead.
      """,
    fix: """
      Refused: start the JobManager, let it listen on 0.0.0.0 (jobmanager.bind-host), and give all \
      nodes the same port. No answer: open the port in the firewalls between the nodes.
      """,
    sources: [
      "org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils#getJobManagerAddress",
      "JobManagerOptions.PORT, HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.name("jm1", resolvesTo: "10.0.0.1"), .dial("jm1", 6123, .refused)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\njobmanager.rpc.port: 7000",
        seen: [.dial("jm1", 7000, .dropped)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.expect(.down), .dial("jm1", 6123, .dropped)]),
      .finding("jobmanager.rpc.address: ↓jm1", seen: [.dial("jm1", 6123, .hostUnreachable)]),
      .finding("jobmanager.rpc.address: ↓jm1", seen: [.dial("jm1", 6123, .networkUnreachable)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .name("jm1", resolvesTo: "10.0.0.9", "10.0.0.1"),
          .dial("jm1", 6123, .dropped, address: "10.0.0.9"),
          .dial("jm1", 6123, .open, address: "10.0.0.1"),
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .warning,
        seen: [
          .name("jm1", resolvesTo: "10.0.0.1", "10.0.0.9"),
          .dial("jm1", 6123, .open, address: "10.0.0.1"),
          .dial("jm1", 6123, .refused, address: "10.0.0.9"),
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .info,
        seen: [
          .name("jm1", resolvesTo: "fd00::1", "10.0.0.1"),
          .dial("jm1", 6123, .open, address: "10.0.0.1"),
          .dial("jm1", 6123, .networkUnreachable, address: "fd00::1"),
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\nhigh-availability.type: zookeeper\n"
          + "high-availability.jobmanager.port: 50010,50011", .warning,
        seen: [.dial("jm1", 50010, .dropped), .dial("jm1", 50011, .dropped)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
      .healthy("jobmanager.rpc.address: jm1"),
      .healthy(
        "jobmanager.rpc.address: localhost",
        seen: [
          .name("localhost", resolvesTo: "127.0.0.1", "::1"),
          .dial("localhost", 6123, .open, address: "127.0.0.1"),
          .dial("localhost", 6123, .refused, address: "::1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper",
        seen: [.dial("jm1", 6123, .refused)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper\n"
          + "high-availability.jobmanager.port: 50010-50011",
        seen: [.dial("jm1", 50010, .refused), .dial("jm1", 50011, .open)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.deployment(.yarn), .dial("jm1", 6123, .refused)]),
      .unknown(
        "jobmanager.rpc.address: jm1", seen: [.expect(.down), .dial("jm1", 6123, .refused)]),
      .unknown("jobmanager.rpc.address: jm1", seen: [.name("jm1", .notFound)]),
      .unknown("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .notPermitted)]),
      .unknown(
        "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper",
        seen: [.name("jm1", resolvesTo: "10.0.0.1")]),
      .unknown(
        "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper\n"
          + "high-availability.jobmanager.port: 50010",
        seen: [.dial("jm1", 50010, .refused)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let address = exam.setting("jobmanager.rpc.address") else { return [] }
    if let reason = exam.jobManagerIsNamedByDeployer { return [address.skipped(reason)] }
    guard let endpoint = exam.jobManagerEndpoint else {
      return [address.skipped("\(address.text) is no host name")]
    }
    let name = exam.evidence.name(endpoint.host)
    let dials = endpoint.ports.flatMap { exam.evidence.dials(host: endpoint.host, port: $0) }
    if dials.isEmpty, name == nil, exam.evidence.node == nil {
      return [address.skipped("nothing is dialled with --static")]
    }
    guard !endpoint.ports.isEmpty else {
      throw Unknown(
        subject: endpoint.subject,
        reason: endpoint.isElected
          ? "with high availability the JobManager takes a random port, unless "
            + "high-availability.jobmanager.port fixes it"
          : "jobmanager.rpc.port is \(endpoint.portSetting?.text ?? "not set"), which is no port to dial"
      )
    }
    guard !dials.isEmpty else {
      if let name, name.outcome != .resolved {
        throw Unknown(
          subject: endpoint.subject, reason: "\(endpoint.host) has no address here",
          blockedBy: "name:\(endpoint.host)")
      }
      throw Unknown(subject: endpoint.subject, reason: "the deadline came before an answer")
    }
    return [
      endpoint.isElected
        ? try elected(endpoint, dials, exam) : try only(endpoint, dials, name, exam)
    ]
  }

  /// One JobManager at one port: what counts is the address that the JVM takes.
  private func only(
    _ endpoint: JobManagerEndpoint, _ dials: [DialEvidence], _ name: NameEvidence?,
    _ exam: Examination
  ) throws(Unknown) -> Verdict {
    let taken = dials.first { $0.address == name?.addressOfJVM } ?? dials[0]
    // localhost has two addresses, and a process on one of them is all that anyone wants.
    let faulty = dials.filter {
      $0.outcome.isFault && !(Host.isLoopback($0.address) && Host.isLoopback(taken.address))
    }
    switch taken.outcome {
    case .open:
      guard let other = faulty.first(where: { $0.isIPv4 == taken.isIPv4 }) ?? faulty.first else {
        return endpoint.passed(dials)
      }
      let severity: Severity = other.isIPv4 == taken.isIPv4 ? .warning : .info
      return .mixed(endpoint, open: taken, other, dials, severity)
    case .refused where exam.expectation == .down:
      throw Unknown(
        subject: endpoint.subject,
        reason: "nothing listens yet, the path is not proven; rehearse")
    case .notPermitted, .failed:
      throw Unknown(
        subject: endpoint.subject,
        reason: "the dial itself failed here: \(taken.error ?? taken.outcome.rawValue)")
    case .refused, .dropped, .hostUnreachable, .networkUnreachable:
      return .unreachable(endpoint, taken, dials, exam)
    }
  }

  /// One of several JobManagers, at any port of a range: refused is normal, silence everywhere is not.
  private func elected(
    _ endpoint: JobManagerEndpoint, _ dials: [DialEvidence], _ exam: Examination
  ) throws(Unknown) -> Verdict {
    if dials.contains(where: { $0.outcome == .open }) { return endpoint.passed(dials) }
    let silent: [DialEvidence.Outcome] = [.dropped, .hostUnreachable, .networkUnreachable]
    guard dials.allSatisfy({ silent.contains($0.outcome) }) else {
      throw Unknown(
        subject: endpoint.subject,
        reason: "no JobManager listens there now, and with high availability the leader may be "
          + "elsewhere")
    }
    let path = exam.paths(to: .jobManagerRpc).first { $0.peer.host == endpoint.host }
    return .silentEverywhere(
      endpoint, dials, path.map(exam.severityOfSilence) ?? .warning)
  }
}

extension DialEvidence {
  fileprivate var isIPv4: Bool { !address.utf8.contains(UInt8(ascii: ":")) }
}

extension DialEvidence.Outcome {
  /// Whether the network or the peer said no, which is more than not having been able to ask.
  fileprivate var isFault: Bool {
    switch self {
    case .refused, .dropped, .hostUnreachable, .networkUnreachable: true
    case .open, .notPermitted, .failed: false
    }
  }
}

extension JobManagerEndpoint {
  fileprivate var subject: String {
    "port:\(host):\(ports.count == 1 ? "\(ports[0])" : portSetting?.text ?? "random")"
  }

  fileprivate func passed(_ dials: [DialEvidence]) -> Verdict {
    Verdict(
      .passed, subject: subject, location: address.location, key: address.key,
      peer: Peer(host: host, port: port), evidence: dials.map(\.line))
  }
}

extension Verdict {
  fileprivate static func unreachable(
    _ endpoint: JobManagerEndpoint, _ taken: DialEvidence, _ dials: [DialEvidence],
    _ exam: Examination
  ) -> Verdict {
    let others = dials.filter { $0.outcome == .open }.map(\.shownAddress)
    let otherwise =
      others.isEmpty
      ? "" : " \(others.joined(separator: ", ")) is open, but Java does not try it."
    let path = exam.paths(to: .jobManagerRpc).first { $0.peer.host == endpoint.host }
    let open = (path?.neighbours ?? []).filter { $0.outcome == .open }
    let running = open.first { $0.role == .blobServer } ?? open.first
    let bind = exam.loopbackBindHost
    let (said, fix) =
      switch taken.outcome {
      case .refused:
        refused(endpoint, taken, running: running, bind)
      default:
        (path?.said ?? "is unreachable", path?.opening ?? "")
      }
    var explains = exam.sharedFault(with: path).union([.jobManagerNotFound])
    // What is dropped on the way from here keeps other machines' TaskManagers from nothing.
    if taken.outcome == .refused || exam.runsTaskManager { explains.insert(.heartbeatsLost) }
    var verdict = finding(
      .error, endpoint, taken, dials + (path?.neighbours ?? []),
      "The JobManager's port \(taken.shownAddress) " + said + "." + otherwise
        + " TaskManagers here do not register.", fix,
      shows: [.unreachable(host: endpoint.host, port: taken.port)],
      explains: explains)
    if taken.outcome == .refused, let bind {
      verdict.related += bind.related("the JobManager listens on \(bind.text) alone")
    }
    return verdict
  }

  /// The machine is there; whether the JobManager is, another of its ports may tell.
  private static func refused(
    _ endpoint: JobManagerEndpoint, _ taken: DialEvidence, running: DialEvidence?, _ bind: Setting?
  ) -> (said: String, fix: String) {
    let suspect = bind.map { ", as jobmanager.bind-host: \($0.text) says" } ?? ""
    if let running, running.role == .blobServer {
      // It listens where the RPC does, so that the address is not what is wrong.
      return (
        """
        refuses, while the blob server's \(running.port) there is open: the JobManager runs, and its \
        RPC listens at another port, or a firewall rejects this one
        """,
        "set \(endpoint.portKey) to what it is on \(endpoint.host), or allow TCP \(taken.port) in "
          + "its firewall"
      )
    }
    if let running {
      return (
        """
        refuses, while \(running.port) there is open: if that is the JobManager's REST, it runs, and \
        its RPC listens at another address or port\(suspect)
        """,
        "set jobmanager.bind-host: 0.0.0.0 and \(endpoint.portKey): \(taken.port) on "
          + "\(endpoint.host), and restart the JobManager"
      )
    }
    return (
      "refuses: the machine is there, but nothing listens at that address and port\(suspect)",
      "start the JobManager on \(endpoint.host); if it runs, set jobmanager.bind-host: 0.0.0.0 "
        + "there and the same jobmanager.rpc.port on every node"
    )
  }

  fileprivate static func mixed(
    _ endpoint: JobManagerEndpoint, open: DialEvidence, _ other: DialEvidence,
    _ dials: [DialEvidence], _ severity: Severity
  ) -> Verdict {
    finding(
      severity, endpoint, other, dials,
      """
      Of the addresses of \(endpoint.host), \(open.shownAddress) is open, but \
      \(other.shownAddress) is not (\(other.line.text)). Java \
      takes the first IPv4 address that the resolver gives, and tries no other.
      """,
      "take \(other.address) out of the addresses of \(endpoint.host), or let it reach the JobManager"
    )
  }

  fileprivate static func silentEverywhere(
    _ endpoint: JobManagerEndpoint, _ dials: [DialEvidence], _ severity: Severity
  ) -> Verdict {
    finding(
      severity, endpoint, dials[0], dials,
      """
      None of the JobManager's ports at \(endpoint.host) \
      (\(endpoint.portSetting?.text ?? "random")) answers in any way: not even refused, so that \
      something on the way drops the packets. When this JobManager leads, TaskManagers here lose it.
      """,
      "allow TCP \(endpoint.portSetting?.text ?? "") to \(endpoint.host) in the firewalls between "
        + "the nodes",
      shows: [.unreachable(host: endpoint.host, port: dials[0].port)],
      explains: severity == .error ? [.jobManagerNotFound] : [])
  }

  private static func finding(
    _ severity: Severity, _ endpoint: JobManagerEndpoint, _ dial: DialEvidence,
    _ dials: [DialEvidence], _ message: String, _ fix: String, shows: Set<Symptom> = [],
    explains: Set<Symptom> = []
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: endpoint.subject, message: message,
      location: endpoint.address.location,
      related: endpoint.portSetting?.related("the port") ?? [], key: endpoint.address.key,
      peer: Peer(host: endpoint.host, address: dial.address, port: dial.port),
      evidence: dials.map(\.line), fix: Fix(fix), shows: shows, explains: explains)
  }
}

extension Examination {
  /// `jobmanager.bind-host`, where the JobManager listens on loopback alone because of it.
  fileprivate var loopbackBindHost: Setting? {
    guard overruled("jobmanager.bind-host") == nil, let bind = setting("jobmanager.bind-host"),
      Host.isLoopback(bind.text), !isReplacedInImage(bind)
    else { return nil }
    return bind
  }

  /// The blob server listens beside the RPC: what is wrong with both alike is one fault.
  fileprivate func sharedFault(with path: PathSeen?) -> Set<Symptom> {
    guard let path, let blob = paths(to: .blobServer).first, blob.outcome == path.outcome else {
      return []
    }
    return blob.symptoms
  }
}

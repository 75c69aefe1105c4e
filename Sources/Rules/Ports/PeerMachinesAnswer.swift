package import Diagnosis
import Evidence

/// Where every port of a machine fails in one way, the cause is the machine or the path, not a port.
package struct PeerMachinesAnswer: Rule {
  package static let card = RuleCard(
    id: "FD3010", name: "peer-machines-answer", severity: .error,
    title: "A machine that Flink runs on answers at some port at least",
    why: """
      A single closed port is a firewall rule or an address that its process listens on. All of them \
      refused: the machine is up, and no Flink runs there. All of them silent: the machine is off, \
      the address is another's, or a firewall between drops everything.
      """,
    fix: """
      Refused: start the process there. Silent: check the address and the machine, then the firewalls, \
      security groups and network policies between.
      """,
    sources: ["RFC 9293 3.10.7.1 (a reset from a closed port)", "connect(2)"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.dial("jm1", 6123, .refused), .dial("jm1", 8081, .refused)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.expect(.down), .dial("jm1", 6123, .dropped), .dial("jm1", 8081, .dropped)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .dial("jm1", 6123, .hostUnreachable), .dial("jm1", 8081, .hostUnreachable),
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .dial("jm1", 6123, .networkUnreachable), .dial("jm1", 8081, .networkUnreachable),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122\n"
          + "metrics.internal.query-service.port: 50300",
        seen: [
          .role(.jobManager), .file("workers", "tm1"), .dial("tm1", 6122, .dropped),
          .dial("tm1", 50300, .dropped),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.dial("jm1", 6123, .refused), .dial("jm1", 8081, .open)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.dial("jm1", 6123, .refused), .dial("jm1", 8081, .dropped)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .dropped)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.dial("jm1", 6123, .open), .dial("jm1", 8081, .open)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.expect(.down), .dial("jm1", 6123, .refused), .dial("jm1", 8081, .refused)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .dial("jm1", 6123, .dropped), .dial("jm1", 8081, .dropped),
          .dial("jm1", 8081, .open, address: "10.0.0.9"),
          .name("jm1", resolvesTo: "10.0.0.9", "jm1"),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var roles: [PortRole] = [.taskManagerRpc, .taskManagerData, .metrics]
    // One of several JobManagers may be off.
    if exam.jobManagerEndpoint?.isElected != true {
      roles = [.jobManagerRpc, .blobServer, .rest] + roles
    }
    let hosts = Dictionary(grouping: roles.flatMap(exam.paths), by: \.peer.host)
    return hosts.sorted { $0.key < $1.key }.compactMap { host, paths in
      guard paths.count > 1, paths.allSatisfy({ $0.neighbours.allSatisfy { $0.outcome != .open } })
      else { return nil }
      if paths.allSatisfy({ $0.outcome == .refused }) {
        return exam.expectation == .up ? .nothingRuns(host, paths, exam) : nil
      }
      return paths.allSatisfy(\.isSilent) ? .silent(host, paths) : nil
    }
  }
}

extension Verdict {
  /// Of a TaskManager's machine its RPC port says as much.
  fileprivate static func nothingRuns(
    _ host: String, _ paths: [PathSeen], _ exam: Examination
  ) -> Verdict? {
    guard let rpc = paths.first(where: { $0.peer.role == .jobManagerRpc }) else { return nil }
    let isHere = exam.isThisNode(host)
    // One that runs and listens elsewhere is another fault.
    if isHere, exam.runsHere(.jobManager) { return nil }
    return ofMachine(
      host, paths,
      """
      No JobManager runs on \(host)\(isHere ? ", this machine" : ""): \(rpc.taken.address) is up and \
      refuses at every port, \(paths.shownPorts).
      """,
      fix: "on \(host): bin/jobmanager.sh start; when it ends again, its log says why",
      explains: [.jobManagerNotFound, .heartbeatsLost])
  }

  fileprivate static func silent(_ host: String, _ paths: [PathSeen]) -> Verdict {
    let first = paths[0]
    let isJobManagers = paths.contains { $0.peer.role == .jobManagerRpc }
    let reason =
      switch first.outcome {
      case .networkUnreachable: "this machine has no route to that network"
      case .hostUnreachable:
        "the machine is off or not there, or a firewall rejects everything from this one"
      default:
        "the machine is off, the address is another's, or a firewall between drops everything"
      }
    return ofMachine(
      host, paths,
      """
      \(host) (\(first.taken.address)) answers at none of its ports, \(paths.shownPorts): \(reason).\
      \(paths.otherwise)
      """,
      fix: first.outcome == .networkUnreachable
        ? first.opening
        : "check that \(first.taken.address) is the address of \(host) and that it is up; then allow "
          + "TCP \(paths.shownPorts) from this machine in its firewall and those between",
      shows: [.machineNotReached],
      explains: [isJobManagers ? .jobManagerNotFound : .taskManagerNotReachable, .heartbeatsLost])
  }

  private static func ofMachine(
    _ host: String, _ paths: [PathSeen], _ message: String, fix: String,
    shows: Set<Symptom> = [], explains: Set<Symptom>
  ) -> Verdict {
    let symptoms = paths.reduce(into: Set<Symptom>()) { $0.formUnion($1.symptoms) }
    return Verdict(
      .finding(.error), subject: "host:\(host)", message: message, location: paths[0].peer.place,
      peer: Peer(host: host, address: paths[0].taken.address),
      evidence: paths.flatMap { $0.dials.map(\.line) }, fix: Fix(fix),
      shows: symptoms.union(shows),
      explains: symptoms.union(explains))
  }
}

extension [PathSeen] {
  /// What another address of the host has to offer.
  fileprivate var otherwise: String {
    let open = flatMap(\.dials).first { $0.outcome == .open }
    return open.map { " \($0.shownAddress) is open, but Java does not try it." } ?? ""
  }

  fileprivate var shownPorts: String {
    map(\.peer.shownPorts).listed
  }
}

package import Diagnosis
package import Evidence

/// What answered at a port where an actor system was expected.
package struct RemotingSeen {
  package let path: PathSeen
  package let answer: RemotingEvidence

  /// nil where nothing accepted, or nobody was asked.
  init?(_ path: PathSeen, in evidence: Evidence) {
    guard path.isOpen else { return nil }
    let answers = path.peer.ports.flatMap { evidence.remoting(host: path.peer.host, port: $0) }
      .filter { $0.address == path.taken.address }
    // Of a range one port is the process's, and the others may be anybody's.
    guard let answer = answers.first(where: { $0.outcome == .associated }) ?? answers.first else {
      return nil
    }
    self.path = path
    self.answer = answer
  }

  package var peer: PeerPort { path.peer }

  package var isJobManager: Bool { peer.role == .jobManagerRpc }

  /// `JobManager` or `TaskManager`.
  package var title: String { isJobManager ? "JobManager" : "TaskManager" }

  /// `10.0.0.1:6123`, with the name where it is one.
  package var place: String {
    let address = answer.shownAddress
    return answer.host == answer.address ? address : "\(answer.host):\(answer.port) (\(address))"
  }

  /// What others notice when this actor system cannot be used.
  package var missed: Set<Symptom> {
    isJobManager
      ? [.jobManagerNotFound, .callsFail, .jobsFail]
      : [.taskManagerNotReachable, .callsFail, .jobsFail]
  }

  package var passed: Verdict {
    Verdict(
      .passed, subject: subject, location: peer.place, key: peer.key, peer: other,
      evidence: [answer.line])
  }

  package func unknown(_ reason: String) -> Verdict {
    Verdict(
      .unknown(reason: reason, blockedBy: nil), subject: subject, location: peer.place,
      key: peer.key, evidence: [answer.line])
  }

  /// A finding where the host stands; `setting` is another line that it contradicts.
  package func finding(
    _ severity: Severity, _ message: String, fix: Fix, at setting: Setting? = nil,
    shows: Set<Symptom> = [], explains: Set<Symptom> = []
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: subject, message: message,
      location: setting?.location ?? peer.place, key: setting?.key ?? peer.key, peer: other,
      evidence: [path.taken.line, answer.line], fix: fix, shows: shows, explains: explains)
  }

  /// One that shows as a port that does not answer as it should.
  package func fault(
    _ message: String, severity: Severity = .error, fix: String, shows: Set<Symptom> = [],
    explains: Set<Symptom> = []
  ) -> Verdict {
    // Ports that are closed because no JobManager runs there are no faults of their own.
    let beside = refusedBeside
    guard !beside.isEmpty else {
      return finding(
        severity, message, fix: Fix(fix), shows: path.symptoms.union(shows),
        explains: missed.union(explains))
    }
    let ports = beside.map { String($0.port) }.listed
    return finding(
      severity,
      message + " The JobManager's other \(beside.count == 1 ? "port" : "ports") there, \(ports), "
        + "\(beside.count == 1 ? "refuses" : "refuse"): it does not run, and another program has "
        + "its RPC port.",
      fix: Fix(
        "on \(answer.host): `ss -ltnp sport = :\(answer.port)` shows which program it is; end that, "
          + "and start the JobManager"),
      shows: path.symptoms,
      explains: missed.union(explains).union(
        beside.map { .unreachable(host: peer.host, port: $0.port) }))
  }

  /// Whether some other program has the JobManager's port.
  package var hasNoJobManager: Bool { !refusedBeside.isEmpty }

  /// The JobManager's other ports, where all of them refuse and no actor system has this one.
  private var refusedBeside: [DialEvidence] {
    guard isJobManager, answer.outcome != .associated, answer.outcome != .tls else { return [] }
    let others = path.neighbours.filter { $0.role == .blobServer || $0.role == .rest }
    return others.allSatisfy { $0.outcome == .refused } ? others : []
  }

  private var subject: String { "port:\(answer.host):\(answer.port)" }

  private var other: Peer { Peer(host: answer.host, address: answer.address, port: answer.port) }
}

extension Examination {
  /// Who answered at the RPC ports, JobManagers first.
  package var remotingPeers: [RemotingSeen] {
    [PortRole.jobManagerRpc, .taskManagerRpc].flatMap(paths).compactMap {
      RemotingSeen($0, in: evidence)
    }
  }

  /// Those that an actor system of Flink answers, for what can be judged of no other.
  package var associations: [RemotingSeen] {
    remotingPeers.filter { $0.answer.outcome == .associated }
  }
}

extension RemotingEvidence {
  /// `10.0.0.1:6123`, `[fd00::1]:6123`.
  package var shownAddress: String {
    address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]:\(port)" : "\(address):\(port)"
  }

  /// The address that it calls its own: `flink@jm1:6123`.
  package var advertised: String {
    "\(system ?? "")@\(hostname ?? ""):\(advertisedPort ?? 0)"
  }

  /// What was seen, in one line.
  package var line: EvidenceLine {
    EvidenceLine(source: "remoting \(shownAddress)", text: words)
  }

  private var words: String {
    let after = waitedMs.asMilliseconds
    switch outcome {
    case .associated:
      var parts = ["\(advertised) answered in \(after)"]
      if let scheme { parts.append(scheme) }
      if let middle = medianRoundTripMs { parts.append("round trip \(middle.asMilliseconds)") }
      if let roles, !roles.isEmpty { parts.append("actors " + roles.joined(separator: ", ")) }
      return parts.joined(separator: "; ")
    case .silent: return "accepts, no answer within \(after)"
    case .closed: return "accepts, closed after \(after) without a byte"
    case .disassociated: return "refuses the association: \(error ?? "no reason given")"
    case .tls: return "speaks TLS"
    case .http: return "answers HTTP: \(firstBytes ?? "")"
    case .dataPort: return "answers as a TaskManager's data port"
    case .blobServer: return "answers as a blob server"
    case .notFlink: return "answers: \(firstBytes ?? "")"
    case .broken: return "sent \(error ?? "what no actor system sends")"
    }
  }

  /// Whether it has the actors of a TaskManager, and none of a JobManager.
  package var isTaskManagers: Bool {
    let roles = roles ?? []
    return roles.contains { $0.hasPrefix("taskmanager_") }
      && !roles.contains { $0.hasPrefix("resourcemanager_") }
  }

  /// Half of the pings took less.
  package var medianRoundTripMs: Double? {
    let sorted = roundTripMs.sorted()
    return sorted.isEmpty ? nil : sorted[sorted.count / 2]
  }
}

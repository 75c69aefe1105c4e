package import Diagnosis
package import Evidence
import FlinkConfiguration

extension Examination {
  /// How the ports of one kind were found; those that were not dialled are left out.
  package func paths(to role: PortRole) -> [PathSeen] {
    guard !evidence.dials.isEmpty else { return [] }
    return peerPorts.filter { $0.role == role }.compactMap { PathSeen($0, in: evidence) }
  }

  /// What shows at the ports of these kinds that refuse, for a cause that makes them refuse.
  package func refused(at roles: [PortRole]) -> Set<Symptom> {
    roles.flatMap(paths).filter { $0.outcome == .refused }.reduce(into: []) {
      $0.formUnion($1.symptoms)
    }
  }

  /// Whether a port of this kind was found open on another machine.
  package func isOpenElsewhere(_ role: PortRole) -> Bool {
    guard let own = evidence.node?.addresses else { return false }
    return paths(to: role).contains {
      $0.isOpen && !own.contains($0.taken.address) && !Host.isLoopback($0.taken.address)
    }
  }

  /// How grave it is that one of several JobManagers is silent.
  ///
  /// A machine that is off is what the others are for. One that answers elsewhere has a firewall,
  /// and it may be the leader; nor is all well where no other JobManager is there.
  package func severityOfSilence(of master: PathSeen) -> Severity {
    if !master.neighbours.isEmpty { return .error }
    let others = paths(to: .jobManagerRpc).filter { $0.peer.host != master.peer.host }
    return others.isEmpty || others.contains(where: \.isOpen) ? .warning : .error
  }

  /// Judges each port of one kind; `fault` says what a closed one means, nil that it means nothing.
  ///
  /// Refused is no finding where the cluster is expected to be down: nothing listens yet. Silence
  /// is one, since that is the network's.
  package func judgePaths(
    to role: PortRole, fault: (PathSeen) -> Verdict?
  ) -> [Verdict] {
    guard evidence.node != nil || !evidence.names.isEmpty || !evidence.dials.isEmpty else {
      return []
    }
    return peerPorts.filter { $0.role == role }.map { peer in
      guard let path = PathSeen(peer, in: evidence) else { return undialled(peer) }
      switch path.outcome {
      case .open: return path.passed
      case .untold: return path.unknown("the dial itself failed here: \(path.said)")
      case .refused where expectation == .down:
        return path.unknown("nothing listens yet, the path is not proven; rehearse")
      default: return fault(path) ?? path.passed
      }
    }
  }

  private func undialled(_ peer: PeerPort) -> Verdict {
    let name = evidence.name(peer.host)
    let isUnresolved = name.map { $0.outcome != .resolved } ?? false
    return Verdict(
      .unknown(
        reason: isUnresolved
          ? "\(peer.host) has no address here" : "the deadline came before an answer",
        blockedBy: isUnresolved ? "name:\(peer.host)" : nil),
      subject: peer.subject, location: peer.place, key: peer.key)
  }
}

extension PathSeen {
  package var passed: Verdict {
    Verdict(
      .passed, subject: peer.subject, location: peer.place, key: peer.key,
      peer: Peer(host: peer.host, address: taken.address, port: taken.port),
      evidence: dials.map(\.line))
  }

  package func unknown(_ reason: String) -> Verdict {
    Verdict(
      .unknown(reason: reason, blockedBy: nil), subject: peer.subject, location: peer.place,
      key: peer.key, evidence: lines)
  }
}

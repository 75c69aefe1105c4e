package import Diagnosis
package import Evidence

/// How a peer's port was found from here.
package struct PathSeen {
  package enum Outcome {
    case open
    case refused
    case dropped
    case hostUnreachable
    case networkUnreachable
    /// The dial itself failed here.
    case untold
  }

  package let peer: PeerPort
  /// At every address of the host.
  package let dials: [DialEvidence]
  /// The one that decides: at the address that Java takes, which tries no other.
  package let taken: DialEvidence
  package let outcome: Outcome
  private let all: [DialEvidence]

  /// nil when nothing was dialled.
  init?(_ peer: PeerPort, in evidence: Evidence) {
    let dials = peer.ports.flatMap { evidence.dials(host: peer.host, port: $0) }
    guard let first = dials.first else { return nil }
    let address = evidence.name(peer.host)?.addressOfJVM
    let decisive = dials.filter { $0.address == address }
    let counted = decisive.isEmpty ? dials.filter { $0.address == first.address } : decisive
    // Of a range one port is enough, and one refusal shows that the machine is reached.
    let ranking: [(DialEvidence.Outcome, Outcome)] = [
      (.open, .open), (.refused, .refused), (.notPermitted, .untold), (.failed, .untold),
      (.dropped, .dropped), (.hostUnreachable, .hostUnreachable),
      (.networkUnreachable, .networkUnreachable),
    ]
    guard
      let (taken, outcome) = ranking.lazy.compactMap({ seen, outcome in
        counted.first { $0.outcome == seen }.map { ($0, outcome) }
      }).first
    else { return nil }
    self.peer = peer
    self.dials = dials
    self.taken = taken
    self.outcome = outcome
    all = evidence.dials
  }

  /// Other ports at the same address that answered in some way.
  package var neighbours: [DialEvidence] {
    all.filter { other in
      other.address == taken.address && !peer.ports.contains(other.port)
        && (other.outcome == .open || other.outcome == .refused)
    }
  }

  package var isOpen: Bool { outcome == .open }

  /// Nothing came back, or a router said no.
  package var isSilent: Bool {
    switch outcome {
    case .dropped, .hostUnreachable, .networkUnreachable: true
    case .open, .refused, .untold: false
    }
  }

  package var symptoms: Set<Symptom> {
    Set(peer.ports.map { .unreachable(host: peer.host, port: $0) })
  }
}

extension PathSeen {
  /// `10.0.0.1:6123`, or `50010-50020 at 10.0.0.1`.
  package var place: String {
    peer.isRange ? "\(peer.shownPorts) at \(taken.address)" : taken.shownAddress
  }

  /// What happened there, as the end of a sentence that begins with the place.
  package var said: String {
    switch outcome {
    case .open: "is open"
    case .refused:
      peer.isRange
        ? "refuses at every port that was tried"
        : "refuses: nothing listens at that address and port"
    case .dropped:
      "gives no answer within \(taken.durationMs.asMilliseconds)" + suspect
    case .hostUnreachable:
      "is unreachable: the machine is off or not there, or a firewall rejects it"
    case .networkUnreachable: "is unreachable: this machine has no route to that network"
    case .untold: "could not be dialled: \(taken.error ?? taken.outcome.rawValue)"
    }
  }

  private var suspect: String {
    guard let other = neighbours.first(where: { $0.outcome == .open }) ?? neighbours.first else {
      return ": something on the way drops the packets, or the address is another machine's"
    }
    return ", while \(other.port) there \(other.outcome == .open ? "is open" : "refuses"): "
      + "a firewall drops this port"
  }

  /// What to do about silence.
  package var opening: String {
    switch outcome {
    case .networkUnreachable:
      "give this machine a route to \(taken.address), or \(peer.host) an address that it can reach"
    case .hostUnreachable where neighbours.isEmpty:
      "check that \(taken.address) is the address of \(peer.host) and that its machine runs; "
        + "allow TCP \(peer.shownPorts) from this machine to it"
    default:
      "allow TCP \(peer.shownPorts) to \(taken.address) in the firewall of \(peer.host), and in "
        + "the security groups and network policies between it and this machine"
    }
  }

  package var lines: [EvidenceLine] { dials.map(\.line) + neighbours.map(\.line) }

  /// By which a TaskManager's port that refuses is known as a consequence of its own configuration's.
  package static let symptomsOfNoTaskManager: Set<Symptom> = [
    .doesNotStart(.taskManager), .listensElsewhere(.taskManager),
  ]

  package func finding(
    _ severity: Severity, _ message: String, fix: String, shows: Set<Symptom> = [],
    explains: Set<Symptom> = []
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: peer.subject, message: message, location: peer.place,
      related: peer.portSetting.flatMap { setting in
        setting.location == peer.place ? nil : setting.related("the port")
      } ?? [], key: peer.key,
      peer: Peer(host: peer.host, address: taken.address, port: taken.port), evidence: lines,
      fix: Fix(fix), shows: symptoms.union(shows), explains: explains)
  }
}

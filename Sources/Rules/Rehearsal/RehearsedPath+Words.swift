import Diagnosis
import Evidence
import FlinkConfiguration

/// The ways to one port that failed alike.
struct FailedWays {
  let paths: [RehearsedPath]

  var first: RehearsedPath { paths[0] }

  /// By target, port and outcome, in the order of the evidence.
  static func grouped(_ paths: [RehearsedPath]) -> [FailedWays] {
    var order: [[String]] = []
    var groups: [[String]: [RehearsedPath]] = [:]
    for path in paths {
      let key = [path.to, path.role.rawValue, path.address, path.outcome.rawValue]
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(path)
    }
    return order.compactMap { groups[$0].map(FailedWays.init) }
  }

  /// `tm1 and tm3`; of many the first.
  var sources: String {
    let names = paths.map(\.from)
    return names.count > 5
      ? "\(names.prefix(4).joined(separator: ", ")) and \(names.count - 4) others" : names.listed
  }

  /// `tm2 (10.0.0.2) port 6121`.
  var place: String {
    let isLiteral = first.address.isEmpty || first.address == first.host
    return "\(first.host)\(isLiteral ? "" : " (\(first.address))") port \(first.port)"
  }

  var outcome: String {
    switch first.outcome {
    case .reached: "it is reached"
    case .refused: "the connection is refused, though the stand-in listens there"
    case .dropped: "nothing comes back"
    case .unreachable: "there is no way (\(first.detail))"
    case .unresolved: "the name has no address there (\(first.detail))"
    case .silent: "it accepts and is silent"
    case .closed: "it accepts and closes the connection (\(first.detail))"
    case .wrongNode: "\(first.detail) answers there"
    case .refusedUs: "the peer refuses: \(first.detail)"
    case .impostor: first.detail
    case .realFlink: "a real process of Flink answers there (\(first.detail))"
    case .stranger: "\(first.detail.isEmpty ? "something else" : first.detail) answers there"
    case .unfinished: "it was not told in time (\(first.detail))"
    case .distrusted: first.trustWords.joined(separator: "; ")
    case .withoutTLS: "it speaks no TLS"
    case .withinTLS: "it speaks nothing but TLS"
    case .noCommonTLS: "no TLS version or cipher is in common (\(first.detail))"
    }
  }

  /// What to do, the stand-in being known to listen.
  var remedy: String {
    let port = first.port
    switch first.outcome {
    case .refused:
      return "a firewall that rejects, or a bind address other than \(first.address): allow TCP "
        + "from \(sources) to \(place), and let `ss -ltn` on \(first.to) show it at that address"
    case .dropped:
      return "allow TCP from \(sources) to \(place) in every firewall and security group between"
    case .unreachable: return "add a route from \(sources) to \(first.address)"
    case .unresolved:
      return "on \(sources), write \(first.host) with the address of \(first.to) into /etc/hosts, "
        + "or into DNS"
    case .wrongNode:
      return "let \(first.host) lead to \(first.to) on \(sources): look at /etc/hosts and DNS there"
    case .silent, .closed:
      return "look for a proxy, a load balancer or a firewall between \(sources) and \(place)"
    case .refusedUs, .impostor:
      return "give every node the token that rehearse jobmanager shows"
    case .realFlink: return "stop the Flink that runs on \(first.to), or rehearse another time"
    case .stranger: return "stop what listens on port \(port) of \(first.host), or take another"
    case .distrusted, .withoutTLS, .withinTLS, .noCommonTLS:
      return "give all nodes the same security.ssl.* lines and the same stores"
    case .reached, .unfinished: return "rehearse again, with more time (--deadline)"
    }
  }

  var evidence: [EvidenceLine] {
    paths.prefix(5).map { path in
      let detail = path.detail.isEmpty ? "" : ", \(path.detail)"
      return EvidenceLine(
        source: "from \(path.from)",
        text: "\(path.address.isEmpty ? path.host : path.address) port \(path.port): "
          + "\(path.outcome.rawValue)\(detail)")
    }
  }

  /// That another address of the name would do; empty where none is known to.
  private func alternative(_ rehearsal: RehearsalEvidence?) -> String {
    let others = (rehearsal?.paths ?? []).filter { other in
      !other.isFlinks && other.isGood && paths.contains { $0.isSameWay(as: other) }
    }
    guard let other = others.first else { return "" }
    return " At its other address, \(other.address), it is reached, which Flink does not try."
  }

  /// A finding about these ways, or unknown where nobody could tell.
  func verdict(
    _ severity: Severity = .error, message: String, key: String, _ exam: Examination,
    fix: String? = nil
  ) -> Verdict {
    let subject = "rehearsal:\(first.role.rawValue):\(first.to)"
    if first.outcome == .unfinished {
      return Verdict(
        .unknown(reason: "\(sources) to \(place): \(outcome)", blockedBy: nil), subject: subject)
    }
    return Verdict(
      .finding(severity), subject: subject,
      message: message + alternative(exam.evidence.rehearsal),
      location: exam.setting(key)?.location ?? Location(path: exam.reading.path), key: key,
      peer: Peer(
        host: first.host, address: first.address.isEmpty ? nil : first.address, port: first.port),
      evidence: evidence, fix: Fix(fix ?? remedy),
      shows: [.unreachable(host: first.host, port: first.port)])
  }
}

extension RehearsedPath.Outcome {
  /// The node that was meant answered, and the two do not come together inside TLS.
  var isOfTLS: Bool {
    switch self {
    case .distrusted, .withoutTLS, .withinTLS, .noCommonTLS: true
    default: false
    }
  }
}

extension RehearsedPath {
  /// Between the same two ports, at whichever address.
  func isSameWay(as other: RehearsedPath) -> Bool {
    from == other.from && to == other.to && role == other.role
      && isFromJobManager == other.isFromJobManager
  }
}

extension RehearsalEvidence {
  /// The ways that Flink would take, in these roles; what TLS stands in the way of has rules of its
  /// own.
  func ways(_ roles: PortRole..., fromJobManager: Bool? = nil) -> [RehearsedPath] {
    paths.filter { path in
      path.isFlinks && !path.outcome.isOfTLS && roles.contains(path.role)
        && fromJobManager.map { $0 == path.isFromJobManager } ?? true
    }
  }
}

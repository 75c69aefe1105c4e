package import Evidence
import FlinkConfiguration

/// What a rehearsal came to: what was seen, and the verdict on the cluster that is to come.
package struct RehearsalFacts: Sendable, Hashable {
  package var seen: RehearsalEvidence
  /// Sentences, the most important first.
  package var verdict: [String]

  package init(seen: RehearsalEvidence, verdict: [String]) {
    self.seen = seen
    self.verdict = verdict
  }

  init(_ rehearsal: RehearsalEvidence, _ exam: Examination) {
    seen = rehearsal
    verdict =
      switch (rehearsal.ending, rehearsal.role) {
      case (.notStarted, _): rehearsal.reasonsNotToStart(exam)
      case (_, .jobManager): rehearsal.verdictOfJobManager
      case (_, .taskManager): rehearsal.verdictOfTaskManager(exam)
      }
  }
}

extension RehearsalEvidence {
  fileprivate func reasonsNotToStart(_ exam: Examination) -> [String] {
    let ports = listeners.filter { $0.port == nil }.map { listener in
      "\(listener.key) \(listener.wanted): \(listener.error ?? "no reason given")"
    }
    let address = exam.evidence.addressSelection?.now
    let failure = address?.strategy == .fails ? [address?.reason].compactMap(\.self) : []
    let refusals = paths.filter { $0.outcome == .refusedUs || $0.outcome == .impostor }
      .map { "the JobManager's stand-in at \($0.host) port \($0.port): \($0.detail)" }
    return (obstacles + ports + failure + refusals).map { "The rehearsal did not begin: \($0)." }
  }

  fileprivate var verdictOfJobManager: [String] {
    let present = taskManagers.filter { $0.state == .present }
    guard !present.isEmpty else {
      return [
        taskManagers.isEmpty ? "No TaskManager registered." : "No TaskManager is left."
      ] + shutOut
    }
    let broken = Set(
      paths.filter { path in
        path.isFlinks && !path.isGood && (path.role == .jobManagerRpc || path.role == .blobServer)
      }.map(\.from) + present.filter { $0.resolution != nil || $0.leadsNowhere }.map(\.machine))
    let good = present.filter { !broken.contains($0.machine) }
    let names = Set(good.map(\.machine))
    let data = paths.filter { path in
      path.isFlinks && path.role == .taskManagerData && !path.isFromJobManager
        && names.contains(path.from) && names.contains(path.to)
    }
    let failing = data.filter { !$0.isGood }
    let all = good.map { "\($0.machine) as \($0.host)" }
    var lines: [String] = []
    if !good.isEmpty {
      let who =
        good.count == 1
        ? "This TaskManager would register" : "These \(good.count) TaskManagers would register"
      let and =
        good.count < 2
        ? ""
        : failing.isEmpty && !data.isEmpty ? " and exchange data" : ", and not all exchange data"
      lines.append("\(who)\(data.isEmpty ? "" : and): \(Self.list(all)).")
    }
    lines += present.filter { broken.contains($0.machine) }.map { node in
      let why = paths.first { path in
        path.isFlinks && !path.isGood && path.role != .taskManagerData
          && (path.isFromJobManager ? path.to : path.from) == node.machine
      }
      return node.leadsNowhere
        ? "\(node.machine) would register as \(node.host): \(node.reason). Others do not reach it."
        : "\(node.machine) would not be of use: \(why?.words ?? "its name has no address")."
    }
    lines += shutOut
    // Flink gets along without these until a connection breaks.
    let back = paths.filter { path in
      path.isFlinks && !path.isGood && path.isFromJobManager && path.role == .taskManagerRpc
        && !broken.contains(path.to)
    }
    lines += back.prefix(10).map { "\($0.words)." }
    // What two nodes have against each other they have in both directions.
    var said: Set<String> = []
    let ways = failing.map { "\($0.words)." }.filter { said.insert($0).inserted }
    lines += ways.prefix(10)
    if ways.count > 10 { lines.append("\(ways.count - 10) more ways between them fail.") }
    lines += taskManagers.filter { $0.state == .lost }.map { "\($0.machine) was lost." }
    if let expected, present.count < expected {
      lines.append("\(present.count) of \(expected) came.")
    }
    if isSampled { lines.append("A sample of the pairs was measured; --all-pairs measures all.") }
    return lines
  }

  /// Who came, and does not get in.
  private var shutOut: [String] {
    let known = Set(taskManagers.map(\.machine))
    let paths = paths.filter { $0.role == .jobManagerRpc && !$0.isGood && !known.contains($0.from) }
    return paths.prefix(10).map { "\($0.from) would not register: \($0.words)." }
      + (paths.count > 10 ? ["\(paths.count - 10) more do not get in."] : [])
  }

  fileprivate func verdictOfTaskManager(_ exam: Examination) -> [String] {
    guard let node = taskManagers.first else {
      let why = paths.last { $0.role == .jobManagerRpc }.map { ": \($0.words)" } ?? ""
      return ["A TaskManager on this machine would not register\(why)."]
    }
    let failing = paths.filter { $0.isFlinks && !$0.isGood }
    return [
      "A TaskManager on this machine would register as \(node.host):\(node.rpcPort), "
        + "data port \(node.dataPort): \(node.reason)."
    ] + failing.prefix(10).map { "\($0.words)." }
  }

  private static func list(_ words: [String]) -> String {
    let shown = words.prefix(12).joined(separator: ", ")
    return words.count > 12 ? "\(shown) and \(words.count - 12) others" : shown
  }
}

extension RehearsedTaskManager {
  /// It comes from elsewhere, and registers as this machine itself.
  fileprivate var leadsNowhere: Bool {
    guard let first = addresses.first, !from.isEmpty else { return false }
    return Host.isLoopback(first) && !Host.isLoopback(from)
  }
}

extension RehearsedPath {
  private var manner: String {
    switch outcome {
    case .withoutTLS: "it speaks no TLS there, and \(from) nothing else"
    case .withinTLS: "it speaks nothing but TLS there, and \(from) none"
    case .noCommonTLS: "they have no TLS version or cipher in common"
    default: outcome.rawValue
    }
  }

  /// `tm1 cannot reach tm2 (10.0.0.22) port 6121: dropped`.
  fileprivate var words: String {
    let trust = trustWords
    if outcome == .distrusted, !trust.isEmpty { return trust.joined(separator: "; ") }
    let place = address.isEmpty || address == host ? host : "\(host) (\(address))"
    let what = stuckBytes.map { "messages of \($0) bytes get stuck" } ?? manner
    let why = detail.isEmpty || outcome == .reached ? "" : ", \(detail)"
    let verb = outcome == .reached ? "does not fully reach" : "cannot reach"
    return "\(from) \(verb) \(to) at \(place) port \(port): \(what)\(why)"
  }
}

import Diagnosis
import Evidence

extension TextReport {
  /// Everything that is no finding, for `-v`.
  var listing: String {
    silencedList + list(.skipped, "skipped") + passedList + addressList
  }

  /// Results of one status, those of one reason together.
  func list(_ status: CheckResult.Status, _ heading: String) -> String {
    var reasons: [String] = []
    var byReason: [String: [CheckResult]] = [:]
    for result in report.results(status) {
      let reason = result.reason ?? result.headline
      if byReason[reason] == nil { reasons.append(reason) }
      byReason[reason, default: []].append(result)
    }
    return reasons.map { reason in
      entry(heading, "\(names(of: byReason[reason] ?? [])): \(reason)")
    }.joined()
  }

  private var silencedList: String {
    report.silenced.map { result in
      let at = result.location.map { " at \(place($0))" } ?? ""
      return entry("silenced", "\(result.id)\(at): \(result.suppressed ?? "")")
    }.joined()
  }

  private var passedList: String {
    report.results(.passed).map { entry("passed", "\($0.id) \($0.title) (\($0.subject))") }.joined()
  }

  /// Where the processes of this node would be found.
  private var addressList: String {
    var text = ""
    if let address = report.facts.jobManagerAddress {
      text += entry("JobManager", "\(address.address) port \(address.port): \(address.reason)")
    }
    guard let selection = report.facts.taskManagerAddress else { return text }
    text += entry("TaskManager", shown(selection.now))
    for (heading, other) in [
      ("if the JobManager answers", selection.ifUp), ("if it does not", selection.ifDown),
    ] {
      guard let other, other.address != selection.now.address else { continue }
      text += entry(heading, shown(other))
    }
    return text
  }

  private func shown(_ registered: RegisteredAddress) -> String {
    let address = registered.address.map { "registers as \($0), " } ?? ""
    return "\(address)\(registered.strategy.rawValue): \(registered.reason)"
  }

  /// The ids once each; a single result with its subject.
  private func names(of results: [CheckResult]) -> String {
    if results.count == 1 { return "\(results[0].id) (\(results[0].subject))" }
    var seen: Set<String> = []
    let ids = results.map(\.id).filter { seen.insert($0).inserted }
    let shown = options.verbose ? ids[...] : ids.prefix(6)
    let more = ids.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private func entry(_ heading: String, _ text: String) -> String {
    let lines = Display.folded(text, width: max(20, options.width - heading.utf8.count - 2))
    let hang = String(repeating: " ", count: heading.utf8.count + 2)
    return lines.enumerated().map { ($0 == 0 ? "\(heading): " : hang) + $1 + "\n" }.joined()
  }
}

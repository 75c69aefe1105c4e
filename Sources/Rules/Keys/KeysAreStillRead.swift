package import Diagnosis
import FlinkConfiguration

/// A key of an earlier Flink that this one has dropped: what it set is at its default again.
package struct KeysAreStillRead: Rule {
  package static let card = RuleCard(
    id: "FD1204", name: "keys-are-still-read", severity: .warning,
    title: "No key was removed from this Flink",
    why: """
      An upgrade leaves lines behind that nothing reads any more, and Flink does not say so. Flink \
      2.0 dropped most: the heap sizes of old (without another size no process starts), \
      `security.ssl.enabled` (encryption is off without its successors), tuning of the network.
      """,
    fix: "Write the key that took its place, or delete the line where nothing did.",
    sources: ["the ConfigOption fields and their fallback keys in every jar of 1.12 to 2.3"],
    examples: [
      .finding("↓security.ssl.enabled: true", .error, version: FlinkVersion(2, 0)),
      .finding("↓security.ssl.enabled: false", .info, version: FlinkVersion(2, 0)),
      .finding("↓jobmanager.heap.size: 1024m", .error, version: FlinkVersion(2, 0)),
      .finding(
        "taskmanager.memory.process.size: 2g\n↓taskmanager.heap.size: 1024m", .info,
        version: FlinkVersion(2, 0)),
      .finding("↓mesos.master: zk://a", version: FlinkVersion(1, 14)),
      .finding("↓cluster.evenly-spread-out-slots: true", version: FlinkVersion(2, 0)),
      .finding("↓akka.watch.threshold: 12", .info, version: FlinkVersion(2, 0)),
      .finding("↓slotmanager.request-timeout: 1000", version: FlinkVersion(1, 18)),
      .healthy("security.ssl.enabled: true", version: FlinkVersion(1, 20)),
      .healthy("mesos.master: zk://a", version: FlinkVersion(1, 13)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.keys.items.compactMap { item in
      guard
        case .removed(let release, let replacedBy) = exam.standing(of: item),
        let setting = exam.written(item.entry.key)
      else { return nil }
      let present = replacedBy?.first { exam.setting($0) != nil }
      return .removed(
        setting, release, replacedBy ?? [], present: present,
        exam.severity(of: setting, replacedBy: replacedBy))
    }
  }
}

extension Examination {
  /// How much is lost with a line that nothing reads any more.
  fileprivate func severity(of setting: Setting, replacedBy: [String]?) -> Severity {
    if let replacedBy, replacedBy.isEmpty || replacedBy.contains(where: { self.setting($0) != nil })
    {
      return .info
    }
    switch setting.key {
    case "security.ssl.enabled", "web.ssl.enabled", "jobmanager.web.ssl.enabled":
      // Off is what it is without the line.
      return setting.says("true") ? .error : .info
    case "jobmanager.heap.size", "jobmanager.heap.mb": return sizeSeverity("jobmanager")
    case "taskmanager.heap.size", "taskmanager.heap.mb": return sizeSeverity("taskmanager")
    default: return .warning
    }
  }

  /// Without any size the process does not start; with another one the line was idle before.
  private func sizeSeverity(_ process: String) -> Severity {
    let sizes =
      ["memory.process.size", "memory.flink.size", "memory.heap.size"]
      + ["memory.task.heap.size"]
    return sizes.contains { setting("\(process).\($0)") != nil } ? .info : .error
  }
}

extension Verdict {
  fileprivate static func removed(
    _ setting: Setting, _ release: FlinkVersion, _ replacedBy: [String], present: String?,
    _ severity: Severity
  ) -> Verdict {
    let start = "Flink \(release) removed \(setting.key), and the line has no effect since."
    let deletion = Fix("delete the line \(setting.key): …")
    if let present {
      return setting.keyFinding(
        severity, "\(start) \(present) took its place and is set.", fix: deletion)
    }
    guard !replacedBy.isEmpty else {
      return setting.keyFinding(severity, start, fix: deletion)
    }
    let verb = replacedBy.count > 1 ? "are" : "is"
    return setting.keyFinding(
      severity, "\(start) \(replacedBy.listed) took its place and \(verb) not set.",
      fix: setting.succeeded(by: replacedBy), spoilt: replacedBy)
  }
}

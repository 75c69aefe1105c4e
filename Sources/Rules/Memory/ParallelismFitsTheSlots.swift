package import Diagnosis
import FlinkConfiguration

/// The workers of a standalone cluster have slots for the default parallelism.
package struct ParallelismFitsTheSlots: Rule {
  package static let card = RuleCard(
    id: "FD5007", name: "parallelism-fits-the-slots", severity: .warning,
    title: "parallelism.default is no more than the workers have slots",
    why: """
      A job that does not say its own parallelism takes the default. Where all TaskManagers together \
      have fewer slots it waits for `slot.request.timeout`, five minutes, and fails with \
      `NoResourceAvailableException`.
      """,
    fix: "Lower parallelism.default, or give the workers more slots.",
    sources: ["CoreOptions#DEFAULT_PARALLELISM; start-cluster.sh starts a TaskManager per worker"],
    examples: [
      .finding(
        "parallelism.default: ↓8\ntaskmanager.numberOfTaskSlots: 2",
        seen: [.file("workers", "tm1\ntm2\n")]),
      .healthy(
        "parallelism.default: 4\ntaskmanager.numberOfTaskSlots: 2",
        seen: [.file("workers", "tm1\ntm2\n")]),
      .healthy("parallelism.default: 8"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.deployment == .standalone, let file = exam.folder.files["workers"],
      let parallelism = exam.setting("parallelism.default"), let wanted = Int64(parallelism.text),
      let slots = Int64(exam.text("taskmanager.numberOfTaskSlots") ?? "1")
    else { return [] }
    let workers = Int64(
      file.bytes.split(separator: 0x0A).count { line in
        let first = line.first { $0 > 0x20 }
        return first != nil && first != 0x23
      })
    guard workers > 0, slots > 0 else { return [] }
    let (all, over) = workers.multipliedReportingOverflow(by: slots)
    return [over || wanted <= all ? parallelism.passed : .tooMany(parallelism, workers, slots)]
  }
}

extension Verdict {
  fileprivate static func tooMany(
    _ setting: Setting, _ workers: Int64, _ slots: Int64
  ) -> Verdict {
    setting.finding(
      .warning,
      "\(setting.key) is \(setting.text), and \(workers) worker\(workers == 1 ? "" : "s") with "
        + "\(slots) slot\(slots == 1 ? "" : "s") have \(workers * slots): jobs without a parallelism "
        + "of their own wait for slots and fail.",
      fix: setting.replaced(by: "\(workers * slots)"))
  }
}

package import Diagnosis
import FlinkConfiguration

/// One total of a process is set, not two.
package struct OneTotalIsSet: Rule {
  package static let card = RuleCard(
    id: "FD5002", name: "one-total-is-set", severity: .warning,
    title: "The size of the process or of Flink's part of it is set, not both",
    why: """
      Each total determines the other. With both, the JVM's overhead is the rest of them, and has to \
      fall into its range: the next change of one of the two keeps the process from starting. Flink's \
      own file says that setting both is not recommended.
      """,
    fix: "Delete flink.size and keep process.size, which is what the machine or container gives.",
    sources: [
      "ProcessMemoryUtils#deriveJvmOverheadFromTotalFlinkMemoryAndOtherComponents",
      "the comment above taskmanager.memory.process.size in every shipped configuration",
    ],
    examples: [
      .finding(
        "taskmanager.memory.process.size: 1728m\n↓taskmanager.memory.flink.size: 1280m"),
      .finding("jobmanager.memory.process.size: 1600m\n↓jobmanager.memory.flink.size: 1152m"),
      .healthy("taskmanager.memory.process.size: 1728m\njobmanager.memory.flink.size: 1g"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    ["jobmanager", "taskmanager"].compactMap { process in
      guard let whole = exam.setting("\(process).memory.process.size"),
        let part = exam.setting("\(process).memory.flink.size")
      else { return nil }
      return .both(part, whole)
    }
  }
}

extension Verdict {
  fileprivate static func both(_ part: Setting, _ whole: Setting) -> Verdict {
    var verdict = part.finding(
      .warning,
      "\(part.key) and \(whole.key) are both set: the JVM's overhead is what is between them, and a "
        + "change of one of them alone may keep the process from starting.",
      fix: Fix("delete the line \(part.key): \(part.text)"),
      related: whole.related("\(whole.key) is \(whole.text)"))
    verdict.location = part.keyLocation ?? part.location
    return verdict
  }
}

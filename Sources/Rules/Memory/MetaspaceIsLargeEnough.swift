package import Diagnosis
import FlinkConfiguration

/// The JVM has room for the classes of Flink and of the jobs.
package struct MetaspaceIsLargeEnough: Rule {
  package static let card = RuleCard(
    id: "FD5003", name: "metaspace-is-large-enough", severity: .warning,
    title: "The metaspace holds Flink's classes and those of the jobs",
    why: """
      Flink's default is 256 MiB, since each job of a session cluster brings its classes along. With \
      less, processes die of `OutOfMemoryError: Metaspace` after a few submissions.
      """,
    fix: "Delete the line, or write 256m or more.",
    sources: ["TaskManagerOptions#JVM_METASPACE, JobManagerOptions#JVM_METASPACE"],
    examples: [
      .finding("taskmanager.memory.jvm-metaspace.size: ↓96m"),
      .finding("jobmanager.memory.jvm-metaspace.size: ↓64m"),
      .healthy("taskmanager.memory.jvm-metaspace.size: 256m"),
      .healthy("jobmanager.memory.jvm-metaspace.size: 512 mb"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    ["jobmanager", "taskmanager"].compactMap { process in
      guard let setting = exam.setting("\(process).memory.jvm-metaspace.size"),
        let size = setting.size
      else { return nil }
      return size < MemorySize(mebibytes: 256) ? .small(setting) : setting.passed
    }
  }
}

extension Verdict {
  fileprivate static func small(_ setting: Setting) -> Verdict {
    setting.finding(
      .warning,
      "\(setting.key) is \(setting.text), less than the 256m that Flink has by default: the process "
        + "may die of OutOfMemoryError: Metaspace when jobs are submitted.",
      fix: setting.replaced(by: "256m"))
  }
}

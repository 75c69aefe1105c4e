package import Diagnosis
import FlinkConfiguration

/// The scripts compute heap, metaspace and direct memory; JVM options that follow win over them.
package struct MemoryIsLeftToFlink: Rule {
  package static let card = RuleCard(
    id: "FD9103", name: "memory-is-left-to-flink", severity: .warning,
    title: "env.java.opts leaves heap, metaspace and direct memory to Flink",
    why: """
      The scripts pass -Xmx, -Xms, -XX:MaxDirectMemorySize and -XX:MaxMetaspaceSize that follow from \
      Flink's memory options, and then env.java.opts: the later one wins. The process then has more \
      than its container allows (`Container … is running beyond physical memory limits`), or less \
      than Flink counts on.
      """,
    fix: "Delete the option and set taskmanager.memory.* or jobmanager.memory.*.",
    sources: ["bin/flink-daemon.sh: `$JAVA_RUN $JVM_ARGS ${FLINK_ENV_JAVA_OPTS}`"],
    examples: [
      .finding("env.java.opts.taskmanager: ↓-Xmx4g -XX:+UseG1GC"),
      .finding("env.java.opts: ↓-XX:MaxMetaspaceSize=512m", version: FlinkVersion(1, 12)),
      .healthy("env.java.opts.all: -XX:+UseG1GC -XX:+HeapDumpOnOutOfMemoryError"),
      .healthy("env.java.opts.client: -Xmx512m"),
    ])

  package init() {}

  private static let flags = [
    "-Xmx", "-Xms", "-XX:MaxDirectMemorySize=", "-XX:MaxMetaspaceSize=", "-XX:MaxHeapSize=",
  ]

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let all = exam.isFrom(FlinkVersion(1, 17)) ? "env.java.opts.all" : "env.java.opts"
    return [all, "env.java.opts.jobmanager", "env.java.opts.taskmanager"].compactMap { option in
      guard let options = exam.setting(option) else { return nil }
      let words = options.text.utf8.split { $0 == 0x20 || $0 == 0x22 || $0 == 0x27 }
      let flag = words.lazy.map { Substring($0) }.first { word in
        Self.flags.contains { word.hasPrefix($0) }
      }
      return flag.map { .overrides(options, String($0)) } ?? options.passed
    }
  }
}

extension Verdict {
  fileprivate static func overrides(_ options: Setting, _ flag: String) -> Verdict {
    options.finding(
      .warning,
      """
      \(options.key) holds \(flag), which wins over what Flink computes from its memory options: \
      the process has more or less memory than Flink counts on.
      """,
      fix: Fix(
        "delete \(flag) and set taskmanager.memory.process.size or jobmanager.memory.process.size"))
  }
}

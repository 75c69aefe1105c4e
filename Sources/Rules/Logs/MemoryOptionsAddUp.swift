package import Diagnosis
import Evidence
import FlinkConfiguration

/// Memory options that contradict each other keep the process from starting.
package struct MemoryOptionsAddUp: Rule {
  package static let texts: [LogText] = [
    .flink("TaskManager memory configuration failed: "),
    .flink("JobManager memory configuration failed: ", until: FlinkVersion(1, 20)),
    .flink("Sum of configured Framework Heap Memory ("),
    .flink("Sum of configured JVM Metaspace ("),
    .flink(") is less than the configured Off-heap Memory ("),
    .flink("Either required fine-grained memory ("),
    .flink("Derived JVM Overhead size ("),
    .flink("Configured and Derived memory sizes (total "),
  ]

  package static let card = RuleCard(
    id: "FD7403", name: "memory-options-add-up", severity: .error,
    title: "The memory options add up",
    why: """
      Flink derives all sizes of memory from the options at the start and ends when they \
      contradict each other.
      """,
    fix: """
      Set one total alone, taskmanager.memory.process.size, and leave the rest to Flink; \
      `flinkdoctor check` computes the same.
      """,
    sources: [
      "org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "taskmanager.out",
            """
            Exception in thread "main" \
            org.apache.flink.configuration.IllegalConfigurationException: ↓TaskManager memory \
            configuration failed: Sum of configured JVM Metaspace (256.000mb (268435456 bytes)) \
            and JVM Overhead (192.000mb (201326592 bytes)) exceed configured Total Process \
            Memory (300.000mb (314572800 bytes)).
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension MemoryOptionsAddUp: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The memory options contradict each other, and the process does not start: \
      \(happening.first.text.cut(to: 300)).
      """,
      fix: """
        set taskmanager.memory.process.size (jobmanager.memory.process.size) alone and large \
        enough; `flinkdoctor check --static` shows the sum
        """,
      shows: [.doesNotStart(happening.author.asRole)])
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// Buffers outside of the heap have a limit of their own.
package struct DirectMemorySuffices: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.lang.OutOfMemoryError: Direct buffer memory"),
    .of(.java, "java.lang.OutOfMemoryError: Cannot reserve "),
    .flink("Could not allocate enough memory segments for NetworkBufferPool"),
  ]

  package static let card = RuleCard(
    id: "FD7307", name: "direct-memory-suffices", severity: .error,
    title: "The direct memory suffices",
    why: """
      The limit of memory outside of the heap is reached (-XX:MaxDirectMemorySize, which Flink \
      derives from the off-heap options). User code or a connector takes more than it was given.
      """,
    fix: "Write a larger taskmanager.memory.task.off-heap.size (or framework.off-heap.size).",
    sources: [
      "java.lang.OutOfMemoryError (java.nio.Bits)"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Source: \
            Sequence Source -> Map (2/4)#0 switched from RUNNING to FAILED with failure cause:
            ↓java.lang.OutOfMemoryError: Cannot reserve 16777216 bytes of direct buffer memory \
            (allocated: 134000000, limit: 134217728)
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension DirectMemorySuffices: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    if happening.events.contains(where: { $0.text.holds("NetworkBufferPool") }) {
      return LogStatement(
        """
        \(story.culprit(of: happening).The) cannot have its network memory \(happening.when): it \
        is larger than what the JVM may take outside of its heap \
        \(happening.first.text.part(after: "NetworkBufferPool ").map { $0.cut(to: 120) } ?? "").
        """,
        fix: """
          write a smaller `taskmanager.memory.network.max`, or a larger \
          `taskmanager.memory.process.size`, and let no -XX:MaxDirectMemorySize stand in env.java.opts
          """)
    }
    return LogStatement(
      """
      \(story.culprit(of: happening).The) may take no more memory outside of the heap \
      \(happening.when): user code or a connector needs more than \
      taskmanager.memory.task.off-heap.size.
      """,
      fix: "write a larger `taskmanager.memory.task.off-heap.size`, for example 512m")
  }
}

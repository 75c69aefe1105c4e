package import Diagnosis
import Evidence
import FlinkConfiguration

/// A JVM without heap left fails wherever it stands.
package struct HeapSuffices: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.lang.OutOfMemoryError: Java heap space"),
    .of(.java, "java.lang.OutOfMemoryError: GC overhead limit exceeded"),
  ]

  package static let card = RuleCard(
    id: "FD7305", name: "heap-suffices", severity: .error,
    title: "The heap suffices",
    why: """
      The Java heap is used up. The task that met it fails, and often the whole process becomes \
      unable to answer before, so that its peers miss its heartbeats. Too much state on the \
      heap, too many slots for one heap, large records, or a leak in user code.
      """,
    fix: """
      Give taskmanager.memory.task.heap.size (or process.size) more, fewer slots, or state to \
      RocksDB; on a JobManager jobmanager.memory.heap.size.
      """,
    sources: [
      "java.lang.OutOfMemoryError",
      "a real job on 1.20.5 that keeps all it sees",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:33:29,306 WARN  org.apache.flink.runtime.taskmanager.Task              \
                  [] - Source: Sequence Source -> Map (2/4)#0 \
            (af4e77b32f74fb38387295ae1b7dccde_cbc357ccb763df2852fee8c4fc7d55f2_1_0) switched \
            from RUNNING to FAILED with failure cause:
            ↓java.lang.OutOfMemoryError: Java heap space
            \tat FaultJob$M.map(FaultJob.java:24) \
            ~[blob_p-675fc208fe575355db0e447fb9e8e980d1f6904d-6eeea0e3c958347c52d4c4b450938f80:?]
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension HeapSuffices: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let frame = happening.events.lazy.compactMap { $0.exceptions.last?.frame }.first
    return LogStatement(
      """
      The Java heap of \(story.culprit(of: happening).the) is used up \(happening.when)\
      \(frame.map { ", in \($0)" } ?? ""). Tasks fail, and the process may stop answering.
      """,
      fix: happening.author.role == .jobManager && story.culprit(of: happening).role == .jobManager
        ? "write a larger `jobmanager.memory.process.size` (or jobmanager.memory.heap.size)"
        : """
        write a larger `taskmanager.memory.process.size` (or task.heap.size) or fewer \
        taskmanager.numberOfTaskSlots; a heap dump tells a leak (-XX:+HeapDumpOnOutOfMemoryError)
        """)
  }
}

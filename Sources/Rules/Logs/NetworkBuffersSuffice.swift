package import Diagnosis
import Evidence
import FlinkConfiguration

/// Every channel between tasks needs buffers.
package struct NetworkBuffersSuffice: Rule {
  package static let texts: [LogText] = [
    .flink("Insufficient number of network buffers: required ")
  ]

  package static let card = RuleCard(
    id: "FD7402", name: "network-buffers-suffice", severity: .error,
    title: "The network memory suffices for the job",
    why: """
      The job has more channels than the network memory has buffers for. They grow with the \
      square of the parallelism.
      """,
    fix: "Write a larger taskmanager.memory.network.fraction and .max.",
    sources: [
      "org.apache.flink.runtime.io.network.buffer.NetworkBufferPool"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from DEPLOYING to FAILED.
            java.io.IOException: ↓Insufficient number of network buffers: required 65, but only \
            38 available. The total number of network buffers is currently set to 2048 of 32768 \
            bytes each.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension NetworkBuffersSuffice: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let needs = happening.first.text.part(after: "buffers: required ", before: " but") ?? "more"
    let has = happening.first.text.part(after: "but only ", before: " available") ?? "fewer"
    return LogStatement(
      """
      A job needs \(needs.filter { $0 != "," }) network buffers more on \(happening.author.the) \
      \(happening.when), and \(has) are free: it does not start.
      """,
      fix: """
        write `taskmanager.memory.network.fraction: 0.2` and a larger \
        taskmanager.memory.network.max (1g by default)
        """)
  }
}

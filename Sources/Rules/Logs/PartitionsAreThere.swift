package import Diagnosis
import Evidence
import FlinkConfiguration

/// A consumer asks for data whose producer is not there yet, or no more.
package struct PartitionsAreThere: Rule {
  package static let texts: [LogText] = [
    .of(.flinkFormatted, "PartitionNotFoundException: Partition ")
  ]

  package static let card = RuleCard(
    id: "FD7317", name: "partitions-are-there", severity: .error,
    title: "Results are there when they are asked for",
    why: """
      The producing task had not started in time, or failed. In large jobs the time that a \
      consumer waits may be too short.
      """,
    fix: "Look at the producing task; in large jobs raise taskmanager.network.request-backoff.max.",
    sources: [
      "org.apache.flink.runtime.io.network.partition.PartitionNotFoundException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED.
            org.apache.flink.runtime.io.network.partition.↓PartitionNotFoundException: Partition \
            8f2a#0@1b2c not found.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension PartitionsAreThere: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      "The data of a task were not there when they were asked for \(happening.when): its producer failed or was slow.",
      fix:
        "look at the producing task; in large jobs write `taskmanager.network.request-backoff.max: 30000`"
    )
  }
}

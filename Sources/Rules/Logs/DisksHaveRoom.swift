package import Diagnosis
import Evidence
import FlinkConfiguration

/// A full disk fails whatever writes to it.
package struct DisksHaveRoom: Rule {
  package static let texts: [LogText] = [
    .of(.java, "No space left on device"),
    .of(.java, "Disk quota exceeded"),
  ]

  package static let card = RuleCard(
    id: "FD7311", name: "disks-have-room", severity: .error,
    title: "The disks have room",
    why: """
      A disk is full, or a quota is used up: spilled data, RocksDB files, BLOBs, checkpoints or \
      logs cannot be written.
      """,
    fix: "Make room; point io.tmp.dirs, state and logs to a larger disk.",
    sources: [
      "errno ENOSPC, EDQUOT"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            java.io.IOException: ↓No space left on device
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension DisksHaveRoom: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let frame = happening.events.lazy.compactMap { $0.exceptions.last?.frame }.first
    return LogStatement(
      """
      A disk of \(story.culprit(of: happening).the) is full \(happening.when)\
      \(frame.map { ", met in \($0)" } ?? "").
      """,
      fix: "see `df -h` and `df -i` there; point io.tmp.dirs, checkpoints and logs to a larger disk"
    )
  }
}

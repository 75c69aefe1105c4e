package import Diagnosis
import Evidence
import FlinkConfiguration

/// A directory for checkpoints that cannot be made.
package struct CheckpointDirectoriesCanBeMade: Rule {
  package static let texts: [LogText] = [
    .flink("Failed to create directory for shared state: ", since: FlinkVersion(1, 15)),
    .flink("Mkdirs failed to create "),
    .flink("Failed to create checkpoint storage at "),
  ]

  package static let card = RuleCard(
    id: "FD7607", name: "checkpoint-directories-can-be-made", severity: .error,
    title: "The directories of checkpoints can be made on every machine",
    why: """
      The directory cannot be created: the path is on a local disk that this user may not write, \
      or is a file. `file:` paths must be one mount on all machines.
      """,
    fix: """
      Use a path that all machines share and that the user of Flink (9999 in the image) may \
      write.
      """,
    sources: [
      "org.apache.flink.runtime.state.filesystem.FsCheckpointStorageAccess (1.15)"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            java.io.IOException: ↓Failed to create directory for shared state: \
            file:/srv/none/ckpt/5b6f/shared
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension CheckpointDirectoriesCanBeMade: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let path =
      happening.first.text.part(after: "shared state: ")
      ?? happening.first.text.part(after: "Mkdirs failed to create ")
    return LogStatement(
      """
      \(happening.author.The) cannot make the directory \(path?.cut(to: 120) ?? "for checkpoints") \
      \(happening.when)\(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: """
        write a checkpoint directory that all machines share and may write (HDFS, S3, NFS), and \
        see `ls -ld` of it there
        """)
  }
}

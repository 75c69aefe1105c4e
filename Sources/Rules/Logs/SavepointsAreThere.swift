package import Diagnosis
import Evidence
import FlinkConfiguration

/// A job is told to start from a directory that is not there, or has no metadata.
package struct SavepointsAreThere: Rule {
  package static let texts: [LogText] = [
    .flink("Cannot find checkpoint or savepoint file/directory '"),
    .flink("Cannot find meta data file '"),
  ]

  package static let card = RuleCard(
    id: "FD7616", name: "savepoints-are-there", severity: .error,
    title: "The checkpoint or savepoint that a job starts from is there",
    why: """
      The path that was given with -s, execution.savepoint.path or by an operator names nothing \
      that this process sees: a path on another machine, a deleted checkpoint, or one that was \
      never completed.
      """,
    fix: """
      See with the same user whether the path has a _metadata file; write the full path with its \
      scheme.
      """,
    sources: [
      "org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR \
            org.apache.flink.runtime.dispatcher.StandaloneDispatcher [] - Failed to submit job \
            1dd034557a79ca16f8b692f44cbcf5b2.
            Caused by: java.io.FileNotFoundException: ↓Cannot find checkpoint or savepoint \
            file/directory 'hdfs:/flink/chk-12' on file system 'hdfs'.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension SavepointsAreThere: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let path =
      happening.first.text.part(after: "file/directory '", before: "'")
      ?? happening.first.text.part(after: "in directory '", before: "'")
    return LogStatement(
      """
      The checkpoint or savepoint that a job starts from is not there \(happening.when)\
      \(path.map { ": \($0)" } ?? "").
      """,
      fix: """
        see with Flink's user whether that path holds a _metadata file, and start from one that does
        """,
      shows: [.stateLost])
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// A process at its limit of files opens no connection either.
package struct FilesCanBeOpened: Rule {
  package static let texts: [LogText] = [
    .of(.java, "Too many open files")
  ]

  package static let card = RuleCard(
    id: "FD7310", name: "files-can-be-opened", severity: .error,
    title: "The system lets the processes open files",
    why: """
      The limit of open files is reached (ulimit -n): RocksDB, the shuffle and every connection \
      need some. New connections fail as well, so that peers see refusals and timeouts.
      """,
    fix: "Raise `ulimit -n` to 65536 or more for the Flink processes.",
    sources: [
      "errno EMFILE"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            ↓java.io.FileNotFoundException: /srv/data/part-0 (Too many open files)
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension FilesCanBeOpened: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(story.culprit(of: happening).The) may open no more files \(happening.when): its limit is \
      reached, and new connections fail too.
      """,
      fix:
        "set `ulimit -n 65536` (LimitNOFILE) for the Flink processes; see `ls /proc/PID/fd | wc -l`"
    )
  }
}

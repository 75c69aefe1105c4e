package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Somebody cleans Flink's own files out of /tmp.
package struct TemporaryFilesStay: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.nio.file.NoSuchFileException: "),
    .of(.java, "java.io.FileNotFoundException: /"),
  ]

  package static let card = RuleCard(
    id: "FD7610", name: "temporary-files-stay", severity: .error,
    title: "Flink's temporary files stay while it runs",
    why: """
      A file that Flink itself keeps below io.tmp.dirs is gone: systemd-tmpfiles or tmpwatch \
      cleans /tmp of what is old.
      """,
    fix: "Write `io.tmp.dirs` (and env.pid.dir) to a directory that nobody cleans.",
    sources: [
      "java.nio.file.NoSuchFileException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            ↓java.nio.file.NoSuchFileException: /tmp/flink-netty-shuffle-8f2a/0b1c.channel
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            java.nio.file.NoSuchFileException: /srv/data/input.csv
            """)
        ]),
    ])

  package init() {}
}

extension TemporaryFilesStay: LogSignature {
  package static var rank: LogRank { .proof }

  package static func accepts(_ event: LogEvent) -> Bool {
    let own = ["flink-web-upload", "blobStore", "executionGraphStore", "flink-dist-cache"]
    return own.contains(where: event.text.holds)
      || event.text.holds("NoSuchFileException") && event.text.holds("flink-")
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let path =
      happening.first.text.part(after: "FileException: ")
      ?? happening.first.text.part(after: "NotFoundException: ", before: " (")
    return LogStatement(
      """
      A file of its own is gone from \(happening.author.the) \(happening.when)\
      \(path.map { ": \($0.cut(to: 120))" } ?? ""). Something cleans that directory.
      """,
      fix: "write `io.tmp.dirs` to a directory that neither systemd-tmpfiles nor tmpwatch cleans")
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// A path whose file system this machine has no jar for.
package struct FileSystemsAreThere: Rule {
  package static let texts: [LogText] = [
    .flink("Could not find a file system implementation for scheme '"),
    .of(.hadoop, "No FileSystem for scheme"),
  ]

  package static let card = RuleCard(
    id: "FD7511", name: "file-systems-are-there", severity: .error,
    title: "Every machine has the file systems of the configured paths",
    why: """
      No jar of this machine knows the scheme of the path: the plugin (plugins/s3-fs-hadoop and \
      its like) or Hadoop (HADOOP_CLASSPATH) is missing here, perhaps on this one machine alone.
      """,
    fix: "Install the plugin folder or set HADOOP_CLASSPATH on every machine.",
    sources: [
      "org.apache.flink.core.fs.FileSystem, UnsupportedFileSystemSchemeException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint StandaloneSessionClusterEntrypoint.
            Caused by: org.apache.flink.core.fs.UnsupportedFileSystemSchemeException: ↓Could not \
            find a file system implementation for scheme 'hdfs'. The scheme is not directly \
            supported by Flink and no Hadoop file system to support this scheme could be loaded.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension FileSystemsAreThere: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let scheme =
      text.part(after: "for scheme '", before: "'") ?? text.part(after: "scheme \"", before: "\"")
      ?? text.part(after: "for scheme: ") ?? "of the path"
    return LogStatement(
      """
      \(happening.author.The) has no file system for `\(scheme)` \(happening.when): the plugin or \
      Hadoop is missing on its machine.
      """,
      fix: scheme.hasPrefix("s3")
        ? "put flink-s3-fs-hadoop into plugins/s3-fs-hadoop/ on every machine"
        : "set HADOOP_CLASSPATH (`hadoop classpath`) or install the plugin on every machine")
  }
}

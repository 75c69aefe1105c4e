package import Diagnosis
import Evidence
import FlinkConfiguration

/// The folder of high availability cannot be used.
package struct HighAvailabilityStorageOpens: Rule {
  package static let texts: [LogText] = [
    .flink("Could not create FileSystem for highly available storage path ("),
    .flink("Configuration is missing the mandatory parameter: "),
  ]

  package static let card = RuleCard(
    id: "FD7609", name: "high-availability-storage-opens", severity: .error,
    title: "high-availability.storageDir can be opened",
    why: """
      The JobManager cannot open high-availability.storageDir: the option is missing, its file \
      system has no plugin here, or Java is too new for the Hadoop in use.
      """,
    fix: "Write a storageDir that all machines reach, and install its file system on all of them.",
    sources: [
      "org.apache.flink.runtime.blob.BlobUtils",
      "HighAvailabilityServicesUtils",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint StandaloneSessionClusterEntrypoint.
            Caused by: java.io.IOException: ↓Could not create FileSystem for highly available \
            storage path (hdfs://nn1/flink/ha/lab)
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension HighAvailabilityStorageOpens: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) cannot open the storage of high availability \(happening.when): \
      \(happening.first.text.cut(to: 200)).
      """,
      fix:
        "write high-availability.storageDir, with a file system that is installed on all machines",
      shows: [.doesNotStart(happening.author.asRole)])
  }
}

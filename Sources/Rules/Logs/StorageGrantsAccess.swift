package import Diagnosis
import Evidence
import FlinkConfiguration

/// A store or a directory does not know who asks, or does not let him.
package struct StorageGrantsAccess: Rule {
  package static let texts: [LogText] = [
    .of(.hadoop, "Status Code: 403"),
    .of(.hadoop, "The specified bucket does not exist"),
    .of(.hadoop, "Permission denied: user="),
    .of(.java, "java.nio.file.AccessDeniedException: "),
    .of(.java, " (Permission denied)"),
    .of(.hadoop, "No AWS Credentials provided"),
    .of(.hadoop, "Unable to load AWS credentials from any provider"),
    .of(.hadoop, "Unable to load credentials from any of the providers"),
    .of(.hadoop, "SdkClientException: Failed to connect to service endpoint"),
  ]

  package static let card = RuleCard(
    id: "FD7613", name: "storage-grants-access", severity: .error,
    title: "The storage lets Flink in",
    why: """
      The client of S3 or of a store that speaks like it has no credentials, or the store refuses \
      those it has (403): checkpoints, high availability and file sinks fail. `Failed to connect to \
      service endpoint` is the machine's metadata service, the last of the places where credentials \
      are looked for.
      """,
    fix: """
      Give the machines a role, or write s3.access-key and s3.secret-key, and let the policy of the \
      bucket allow that role to list, read, write and delete.
      """,
    sources: [
      "com.amazonaws.auth.AWSCredentialsProviderChain", "com.amazonaws.SdkClientException",
      "public reports of Flink 1.13 to 1.20",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint StandaloneSessionClusterEntrypoint.
            Caused by: com.amazonaws.services.s3.model.AmazonS3Exception: Forbidden (Service: \
            Amazon S3; ↓Status Code: 403; Error Code: 403 Forbidden; Request ID: 7F3B)
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension StorageGrantsAccess: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    if let text = happening.events.lazy.map(\.text).first(where: Self.isOfFiles) {
      let path =
        text.part(after: "inode=\"", before: "\"") ?? text.part(after: "AccessDeniedException: ")
        ?? text.part(after: "Exception: ", before: " (Permission")
      return LogStatement(
        """
        \(happening.author.The) may not use \(path.map { $0.cut(to: 160) } ?? "a directory") \
        \(happening.when).
        """,
        fix: """
          let the user that runs Flink own it (`chown`, `hdfs dfs -chown`; on Kubernetes the \
          volume's fsGroup), or write another directory
          """,
        shows: [.stateLost])
    }
    if happening.events.contains(where: { $0.text.holds("bucket does not exist") }) {
      return LogStatement(
        "The bucket that \(happening.author.the) is told to use does not exist \(happening.when).",
        fix: "correct the bucket's name in the path, and s3.endpoint for a store that is not AWS's")
    }
    let isRefused = happening.events.contains { $0.text.holds("403") }
    return LogStatement(
      isRefused
        ? "The object store refuses \(happening.author.the) \(happening.when): 403."
        : "\(happening.author.The) finds no credentials for the object store \(happening.when).",
      fix: isRefused
        ? "let the policy of the bucket allow this role or key to list, read, write and delete"
        : "give the machine a role, or write `s3.access-key` and `s3.secret-key`",
      shows: [.stateLost])
  }
}

extension StorageGrantsAccess {
  private static func isOfFiles(_ text: String) -> Bool {
    text.holds("Permission denied") || text.holds("AccessDeniedException: /")
      || text.holds("AccessDeniedException: file")
  }
}

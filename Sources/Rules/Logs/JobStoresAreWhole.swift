package import Diagnosis
import Evidence
import FlinkConfiguration

/// ZooKeeper or a ConfigMap still names a job whose graph is gone from the storage directory.
package struct JobStoresAreWhole: Rule {
  package static let texts: [LogText] = [
    .flink("This indicates that the retrieved state handle is broken"),
    .flink("Could not recover job with job id "),
    .flink("The base directory of the JobResultStore isn't accessible", since: FlinkVersion(1, 15)),
    .flink(
      "Could not retrieve JobResults of globally-terminated jobs from JobResultStore",
      since: FlinkVersion(1, 15)),
    .of(.kubernetes, "HA metadata not available to restore from last state"),
  ]

  package static let card = RuleCard(
    id: "FD7617", name: "job-stores-are-whole", severity: .error,
    title: "What high availability points to is there",
    why: """
      With high availability ZooKeeper or a ConfigMap keeps pointers, and \
      high-availability.storageDir the jobs themselves. Files that were deleted, or a directory \
      that Flink may not read, leave pointers to nothing: the JobManager ends at each start.
      """,
    fix: """
      Bring the directory back; else delete the pointer (the ConfigMaps or znodes of this \
      cluster-id), and start the job from its last checkpoint with -s.
      """,
    sources: [
      "org.apache.flink.runtime.jobmanager.DefaultJobGraphStore",
      "org.apache.flink.runtime.highavailability.JobResultStore",
      "org.apache.flink.kubernetes.operator",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Fatal error occurred in the cluster entrypoint.
            Caused by: org.apache.flink.util.FlinkException: Could not retrieve submitted \
            ExecutionPlan from state handle under \
            executionPlan-9ec1f602c07f585123c6d2efe60245b6. ↓This indicates that the retrieved \
            state handle is broken. Try cleaning the state handle store.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JobStoresAreWhole: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    if happening.events.contains(where: { $0.text.holds("JobResult") }) {
      return LogStatement(
        """
        \(happening.author.The) cannot use the directory of its job results \(happening.when): it \
        is not there or Flink's user may not read and write it.
        """,
        fix: """
          let Flink's user own job-result-store.storage-path (default: high-availability.storageDir \
          + /job-result-store); on Kubernetes set the volume's fsGroup
          """,
        shows: [.stateLost, .doesNotStart(.jobManager)])
    }
    let job =
      text.part(after: "job with job id ", before: ".")
      ?? text.part(after: "executionPlan-", before: ".")
      ?? text.part(after: "jobGraph-", before: ".")
    return LogStatement(
      """
      \(happening.author.The) cannot recover a job\(job.map { " (\($0))" } ?? "") \(happening.when): \
      high availability still points to it, and what it points to is gone or unreadable.
      """,
      fix: """
        bring high-availability.storageDir back; else delete that job's ConfigMap or znode and \
        start it from its last checkpoint (`flink run -s …`)
        """,
      shows: [.stateLost, .doesNotStart(.jobManager)])
  }
}

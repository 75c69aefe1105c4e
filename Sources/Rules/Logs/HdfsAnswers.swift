package import Diagnosis
import Evidence
import FlinkConfiguration

/// The NameNode is a standby, in safe mode, or has no DataNode to write to.
package struct HdfsAnswers: Rule {
  package static let texts: [LogText] = [
    .of(.hadoop, "is not supported in state standby"),
    .of(.hadoop, "Name node is in safe mode"),
    .of(.hadoop, "could only be replicated to 0 nodes"),
    .of(.hadoop, "could only be written to 0 of the "),
  ]

  package static let card = RuleCard(
    id: "FD7703", name: "hdfs-answers", severity: .error,
    title: "HDFS takes what Flink writes",
    why: """
      The address names a NameNode that does not lead, one that is still starting, or one that \
      has no DataNode with room: checkpoints, high availability and file sinks fail.
      """,
    fix: """
      Name the nameservice (hdfs://mycluster) and give Flink hdfs-site.xml through \
      HADOOP_CONF_DIR; see `hdfs dfsadmin -report`.
      """,
    sources: [
      "org.apache.hadoop.ipc.StandbyException",
      "org.apache.hadoop.hdfs.server.namenode.SafeModeException",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint StandaloneSessionClusterEntrypoint.
            Caused by: \
            org.apache.hadoop.ipc.RemoteException(org.apache.hadoop.ipc.StandbyException): \
            Operation category READ ↓is not supported in state standby
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension HdfsAnswers: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let what =
      text.holds("standby")
      ? "the NameNode that it asks is a standby"
      : text.holds("safe mode") ? "the NameNode is in safe mode" : "no DataNode takes a block"
    return LogStatement(
      "HDFS does not serve \(happening.author.the) \(happening.when): \(what).",
      fix: """
        name the nameservice instead of one NameNode and give Flink hdfs-site.xml \
        (HADOOP_CONF_DIR); see `hdfs haadmin -getAllServiceState` and `hdfs dfsadmin -report`
        """,
      shows: [.stateLost])
  }
}

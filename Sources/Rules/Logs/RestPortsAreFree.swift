package import Diagnosis
import Evidence
import FlinkConfiguration

/// Without a port for REST the JobManager does not start.
package struct RestPortsAreFree: Rule {
  package static let texts: [LogText] = [
    .flink("Could not start rest endpoint on any port in port range ")
  ]

  package static let card = RuleCard(
    id: "FD7202", name: "rest-ports-are-free", severity: .error,
    title: "The REST port is free when the JobManager starts",
    why: """
      Another process listens at every port of rest.bind-port (or rest.port): another JobManager \
      on this machine, most often one that was not stopped. The JobManager ends.
      """,
    fix: "End the other process, or write a range: `rest.bind-port: 8081-8090`.",
    sources: [
      "org.apache.flink.runtime.rest.RestServerEndpoint"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint StandaloneSessionClusterEntrypoint.
            Caused by: ↓java.net.BindException: Could not start rest endpoint on any port in \
            port range 8081
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension RestPortsAreFree: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let ports = happening.first.text.part(after: "in port range ")?.prefix {
      $0.isNumber || "-,".contains($0)
    }
    if happening.author.role == .taskManager {
      // The data port's server borrows the words of the REST server.
      return LogStatement(
        """
        \(happening.author.The) ended at its start \(happening.when): another process listens at \
        its data port \(ports.map(String.init) ?? "").
        """,
        fix: """
          see who holds it with `ss -ltnp`, or write a range or another port: \
          `taskmanager.data.port`
          """,
        shows: [.doesNotStart(.taskManager)])
    }
    return LogStatement(
      """
      \(happening.author.The) ended at its start \(happening.when): another process listens at \
      its REST port \(ports.map(String.init) ?? "").
      """,
      fix: "see who holds it with `ss -ltnp`, or write a range: `rest.bind-port: 8081-8090`",
      shows: [.doesNotStart(.jobManager)])
  }
}

package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A client that exhausts its retries talks to no JobManager.
package struct ClientsReachRest: Rule {
  package static let texts: [LogText] = [
    .flink("Could not complete the operation. Number of retries has been exhausted."),
    .flink("Could not retrieve the web interface URL for the cluster"),
    .of(
      .flinkFormatted,
      "shaded.netty4.io.netty.channel.AbstractChannel$AnnotatedConnectException: "),
  ]

  package static let card = RuleCard(
    id: "FD7105", name: "clients-reach-rest", severity: .error,
    title: "Clients reach the REST server",
    why: """
      The client has tried rest.address and rest.port often enough. The JobManager does not run, \
      its REST server listens for its own machine alone (rest.bind-address: localhost, the \
      default from 1.15 on), or the client was given the RPC port 6123.
      """,
    fix: """
      Open http://REST-ADDRESS:PORT/overview from the client's machine; write rest.address, \
      rest.port and rest.bind-address.
      """,
    sources: [
      "org.apache.flink.util.concurrent.FutureUtils, org.apache.flink.client.program.rest.RestClusterClient"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "client.log",
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.client.cli.CliFrontend [] - Error \
            while running the command.
            org.apache.flink.runtime.concurrent.FutureUtils$RetryException: ↓Could not complete \
            the operation. Number of retries has been exhausted.
            Caused by: java.net.ConnectException: Connection refused: localhost/127.0.0.1:8081
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ClientsReachRest: LogSignature {
  package static var rank: LogRank { .network }

  /// The JobManager retries its calls to Kubernetes in the same way, and TaskManagers connect to
  /// each other with the same library.
  package static func accepts(_ event: LogEvent) -> Bool {
    let isAnothers = event.exceptions.contains { exception in
      let words = "\(exception.type) \(exception.message ?? "")"
      return words.holds("KubernetesClient") || words.holds("TransportException")
    }
    return !isAnothers && !event.isOfAssociation
      && event.record?.holds("remote task manager") != true
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The client does not reach the REST server \(happening.when)\
      \(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: """
        see whether `curl http://REST-ADDRESS:8081/overview` answers on the client's machine; set \
        rest.address for the client and `rest.bind-address: 0.0.0.0` for the JobManager
        """)
  }
}

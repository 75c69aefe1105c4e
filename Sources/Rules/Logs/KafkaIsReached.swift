package import Diagnosis
import Evidence
import FlinkConfiguration

/// The job's source or sink cannot reach its brokers, or they do not know the topic.
package struct KafkaIsReached: Rule {
  package static let texts: [LogText] = [
    .of(.java, "could not be established. Broker may not be available."),
    .of(.java, "Timeout expired while fetching topic metadata"),
    .of(.java, "No resolvable bootstrap urls given in "),
    .of(.java, " not present in metadata after "),
  ]

  package static let card = RuleCard(
    id: "FD7701", name: "kafka-is-reached", severity: .error,
    title: "The brokers of Kafka answer",
    why: """
      The client of Kafka in the TaskManager (or of a source coordinator in the JobManager) gets \
      no answer from the brokers under the address that it was given, or that they advertise.
      """,
    fix: """
      Reach each broker from the TaskManager's machine under its advertised.listeners address; \
      see security.protocol.
      """,
    sources: [
      "org.apache.kafka.clients.NetworkClient",
      "org.apache.kafka.common.errors.TimeoutException",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.kafka.clients.NetworkClient [] - [Consumer \
            clientId=c-0, groupId=g] Connection to node -1 (broker1/10.0.0.7:9092) ↓could not be \
            established. Broker may not be available.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension KafkaIsReached: LogSignature {
  package static var rank: LogRank { .network }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let node = text.part(after: "Connection to node ", before: " could not")
      .flatMap { $0.part(after: "(", before: ")") }
    let topic = text.part(after: "Topic ", before: " not present")
    return LogStatement(
      """
      \(happening.author.The) gets no answer from Kafka\(node.map { " at \($0)" } ?? "")\
      \(topic.map { ", which does not know the topic \($0)" } ?? "") \(happening.when).
      """,
      fix: """
        try the broker's port from that machine, under the name that its advertised.listeners has; \
        a broker with TLS or SASL does not answer a client that has none (security.protocol)
        """)
  }
}

package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A connection that is closed as soon as it speaks has met another protocol.
package struct PeersSpeakOneProtocol: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.nio.channels.ClosedChannelException"),
    .flink("The remote system explicitly disassociated (reason unknown)."),
    .of(.flinkFormatted, "] failed with null"),
    .flink("Error while decoding incoming "),
  ]

  package static let card = RuleCard(
    id: "FD7011", name: "peers-speak-one-protocol", severity: .error,
    title: "Both ends of a connection speak the same protocol",
    why: """
      The connection is made and ended as soon as one side speaks: TLS against plain text, \
      another program, a health check of a load balancer, a frame that the other side refuses. \
      Pekko says no more than `null` or ClosedChannelException.
      """,
    fix: """
      Compare security.ssl.internal.enabled, the Flink release and the frame size of both \
      machines.
      """,
    sources: [
      "akka.remote.transport.netty.NettyTransport, org.apache.pekko.remote.transport.netty.TcpHandlers",
      "a real TaskManager of 1.20.5 with TLS against a JobManager without",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:33:33,018 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.ssl.tcp://flink@jm1:6123] ↓has \
            failed, address is now gated for [50] ms. Reason: [Association failed with \
            [pekko.ssl.tcp://flink@jm1:6123]] Caused by: \
            [java.nio.channels.ClosedChannelException: null]
            """)
        ]),
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:33:32,883 WARN  org.apache.pekko.remote.transport.netty.NettyTransport \
                  [] - Remote connection to [/10.77.0.22:42928↓] failed with null
            """)
        ], .info),
      .healthyRegistration,
      .healthy(
        logs: [
          .jobManager(
            """
            2026-11-23 00:24:23,222 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor     \
                  [] - Association with remote system [pekko.tcp://flink@10.77.0.22:6122] has \
            failed, address is now gated for [50] ms. Reason: [Disassociated]
            """)
        ]),
    ])

  package init() {}
}

extension PeersSpeakOneProtocol: LogSignature {
  package static var rank: LogRank { .network }

  package static var heals: Bool { true }

  package static func accepts(_ event: LogEvent) -> Bool {
    ["gated", "Remote connection to [", "decoding incoming", "reason unknown"]
      .contains(where: event.text.holds) && event.addresses.contains(where: \.isFlinks)
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let address = happening.address
    let isTLS = address?.scheme?.holds("ssl") == true
    return LogStatement(
      """
      Connections of \(happening.author.the) with \
      \(happening.peer(in: story)?.the ?? happening.socket ?? "a peer") are closed as soon as one \
      side speaks \(happening.when): the two do not speak the same \
      protocol\
      \(isTLS ? "; this side speaks TLS" : " (TLS on one side alone, another program, a frame too large)").
      """,
      fix: """
        compare security.ssl.internal.enabled on both machines, then their Flink releases and \
        akka.framesize or pekko.framesize
        """,
      // A scan or a health check leaves the same line, without the name of an actor system.
      severity: address?.system == nil ? .info : nil, shows: [.jobManagerNotFound])
  }
}

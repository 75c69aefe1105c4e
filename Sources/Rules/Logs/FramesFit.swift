package import Diagnosis
import Evidence
import FlinkConfiguration

/// A frame above the limit of its receiver ends the connection.
package struct FramesFit: Rule {
  package static let texts: [LogText] = [
    .flink("Adjusted frame length exceeds ")
  ]

  package static let card = RuleCard(
    id: "FD7012", name: "frames-fit", severity: .error,
    title: "Frames are no larger than their receiver takes",
    why: """
      A message is larger than akka.framesize (pekko.framesize) of the process that wrote this \
      line. It closes the connection, and what was in the message never arrives: tasks are not \
      deployed, checkpoints not acknowledged, and the peer sees Disassociated. A number near \
      1195725860 is no size but the text `GET `: an HTTP client (a load balancer, Prometheus, a \
      browser) speaks to the RPC port; one near 369295000 is a TLS client on a plain port.
      """,
    fix: """
      Set the same, larger frame size on all machines and clients, for example `akka.framesize: \
      104857600b`.
      """,
    sources: [
      "LengthFieldBasedFrameDecoder of Netty",
      "real pairs of 1.12.5 with 65536b on one side",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-22 15:33:27,795 WARN  akka.remote.transport.netty.NettyTransport             \
                  [] - Remote connection to [jobmanager/10.9.13.1:6123] failed with \
            org.apache.flink.shaded.akka.org.jboss.netty.handler.codec.frame.TooLongFrameExceptio\
            n: ↓Adjusted frame length exceeds 65536: 314730 - discarded
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .jobManager(
            """
            2026-11-22 15:33:27,821 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system [akka.tcp://flink@10.9.13.2:44633] has \
            failed, address is now gated for [50] ms. Reason: [Disassociated]
            """)
        ]),
    ])

  package init() {}
}

extension FramesFit: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let limit = text.part(after: "length exceeds ", before: ":")?.trimmed ?? "the limit"
    let sent = text.part(after: "length exceeds ")?.part(after: ": ", before: " ") ?? ""
    let size = Int(sent) ?? 0
    if size >= 1_195_725_856, size < 1_195_725_900 {
      return LogStatement(
        """
        An HTTP client speaks to the RPC port of \(happening.author.the) \(happening.when): the \
        frame of \(sent) bytes is the text `GET `. A load balancer, Prometheus or a browser was \
        given the wrong port; the cluster takes no harm.
        """,
        fix: "point the HTTP client at rest.port (8081) or at the port of the metrics reporter",
        severity: .info)
    }
    if 369_000_000..<370_000_000 ~= size {
      return LogStatement(
        """
        A TLS client speaks to the RPC port of \(happening.author.the), which has no TLS \
        \(happening.when).
        """,
        fix: "set the same security.ssl.internal.enabled on all machines",
        shows: [.jobManagerNotFound])
    }
    return LogStatement(
      """
      \(happening.author.The) takes frames of at most \(limit) bytes and was sent one of \(sent) \
      \(happening.when). It closes the connection, and the message is lost: what hung on it times \
      out.
      """,
      fix: """
        set `akka.framesize: \(Self.enough(size))b` (from 1.18 `pekko.framesize`) on all machines \
        and clients; the other side allows more than this one
        """,
      shows: [.callsFail])
  }
}

extension FramesFit {
  /// The next power of two with room to spare, and not less than the default.
  fileprivate static func enough(_ size: Int) -> Int {
    var enough = 10_485_760
    while enough < size, enough < 1 << 30 { enough *= 2 }
    return enough
  }
}

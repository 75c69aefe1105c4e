package import Diagnosis
import Evidence
import FlinkConfiguration

/// The largest message that one side sends must be one that the other takes.
package struct FramesOfThisSizeAreTaken: Rule {
  package static let card = RuleCard(
    id: "FD3208", name: "frames-of-this-size-are-taken", severity: .error,
    title: "The peer takes frames of the size that this configuration allows",
    why: """
      The frame size is each process's own: what is smaller than the sender's and larger than the \
      receiver's is sent, the receiver closes the whole connection (`TooLongFrameException: Adjusted \
      frame length exceeds ...`, from 1.18 on only `failed with null`), and the call runs into \
      ask.timeout: a large job is not deployed, and nothing says why.
      """,
    fix: "Give akka.framesize (pekko.framesize from 1.18) the same value on every node and client.",
    sources: [
      "akka.remote.transport.netty.NettyTransport (LengthFieldBasedFrameDecoder), measured on"
        + " 1.12.5 to 2.3.0"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\npekko.framesize: ↓20971520b",
        seen: [
          .remoting("jm1", 6123) { $0.frame = .init(bytes: 20_971_520, isAccepted: false) }
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .remoting("jm1", 6123) { $0.frame = .init(bytes: 10_485_760, isAccepted: false) }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123) { $0.frame = nil }]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.associations.map { peer in
      guard let frame = peer.answer.frame, !frame.isAccepted else { return peer.passed }
      return .refused(peer, frame.bytes, exam)
    }
  }
}

extension Verdict {
  fileprivate static func refused(
    _ peer: RemotingSeen, _ bytes: Int, _ exam: Examination
  ) -> Verdict {
    let option = exam.rpcOption("framesize")
    let setting = exam.setting(option)
    return peer.finding(
      .error,
      """
      The \(peer.title) at \(peer.place) closes the connection on a frame of \(bytes) bytes, which \
      \(setting?.key ?? option) allows here: larger messages than it takes are lost with the \
      connection, and their calls end in ask.timeout.
      """,
      fix: Fix(
        "\(setting?.key ?? option): \(bytes)b on \(peer.answer.host) too, and start it again"),
      at: setting, shows: [.unlike(what: "framesize")], explains: [.callsFail])
  }
}

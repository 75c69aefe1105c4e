package import Diagnosis
import FlinkConfiguration

/// What one process may send, the other must take.
package struct NodesTakeOneFrameSize: NodesRule {
  package static let card = RuleCard(
    id: "FD8506", name: "nodes-take-one-frame-size", severity: .error,
    title: "All nodes have the same frame size",
    why: """
      The frame size is each process's own limit, for what it sends and what it takes. A message \
      between the two sizes is sent, and the receiver closes the whole connection: the call runs \
      into ask.timeout, and nothing says why.
      """,
    fix: "Give akka.framesize (pekko.framesize from 1.18) the same value on every node.",
    sources: [
      "akka.remote.transport.netty.NettyTransport (LengthFieldBasedFrameDecoder), measured on"
        + " 1.12.5 to 2.3.0"
    ],
    examples: [
      .finding(
        "pekko.framesize: ↓20971520b",
        seen: [
          .other("tm1", "jobmanager.rpc.address: jm1"),
          .other("tm2", "jobmanager.rpc.address: jm1"),
        ]),
      .healthy(
        "pekko.framesize: 10485760b", seen: [.other("tm1", "jobmanager.rpc.address: jm1")]),
      .healthy("pekko.framesize: 10 MiB", seen: [.other("tm1", "akka.framesize: 10485760b")]),
      .healthy("pekko.framesize: 20971520b"),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    let sizes = Agreement(nodes.ofCluster) { node -> Int64? in
      let exam = node.exam
      return exam.text(exam.rpcOption("framesize")).flatMap {
        (try? FrameSize.parse($0, version: exam.version))?.bytes
      }
    }
    return sizes.verdicts(
      "framesize", .error,
      at: { $0.place(of: $0.exam.rpcOption("framesize")) }, says: { "a frame size of \($0) bytes" },
      consequence: "a larger message than the other side takes ends the whole connection",
      fix: {
        "\(nodes[0].exam.rpcOption("framesize")): \(sizes.groups[0].value)b \($0.whereToMend)"
      },
      explains: [.callsFail])
  }
}

package import Diagnosis
import Evidence

/// An actor system never closes a connection before it has answered the handshake.
package struct RpcPortKeepsTheConnection: Rule {
  package static let card = RuleCard(
    id: "FD3203", name: "rpc-port-keeps-the-connection", severity: .error,
    title: "An RPC port does not close the connection on a handshake",
    why: """
      What closes at once, without a word, is a proxy or load balancer without anything behind it, a \
      port of another service, or something on the way that does not let the handshake pass. An \
      actor system that refuses has banned the address, or is shutting down. TaskManagers log \
      `Association with remote system ... has failed` and never register.
      """,
    fix: "Connect to the JobManager itself, and look into its log at the moment of the connection.",
    sources: ["akka.remote.transport.ProtocolStateActor, measured on 1.12.5 to 2.3.0"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1", seen: [.remoting("jm1", 6123, .closed, waitedMs: 2)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", seen: [.remoting("jm1", 6123, .disassociated, waitedMs: 2)]
      ),
      .finding(
        "jobmanager.rpc.address: ↓jm1\nhigh-availability.type: zookeeper\n"
          + "high-availability.jobmanager.port: 50010-50011", .warning,
        seen: [.remoting("jm1", 50010, .closed, waitedMs: 2)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123, .tls, waitedMs: 2)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.remotingPeers.map { peer in
      switch peer.answer.outcome {
      case .closed: .closed(peer)
      case .disassociated: .refused(peer)
      case .associated, .silent, .tls, .http, .dataPort, .blobServer, .notFlink, .broken:
        peer.passed
      }
    }
  }
}

extension Verdict {
  fileprivate static func closed(_ peer: RemotingSeen) -> Verdict {
    let how = peer.answer.error.map { " (\($0))" } ?? ""
    return peer.fault(
      """
      \(peer.place) accepts the connection and ends it after \
      \(peer.answer.waitedMs.asMilliseconds) without a byte\(how): no actor system does that. It \
      is a proxy or load balancer with nothing behind it, or another service's port.
      """,
      severity: peer.peer.isRange ? .warning : .error,
      fix:
        "see who listens there (on \(peer.answer.host): `ss -ltnp sport = :\(peer.answer.port)`) "
        + "and connect to the \(peer.title) itself")
  }

  fileprivate static func refused(_ peer: RemotingSeen) -> Verdict {
    peer.fault(
      "The \(peer.title) at \(peer.place) refuses the association: "
        + "\(peer.answer.error ?? "it gives no reason").",
      fix: "look into the log of the \(peer.title) on \(peer.answer.host); it forgets a banned "
        + "address when it is started again")
  }
}

package import Diagnosis
import Evidence

/// A port that is open says nothing of who listens there.
package struct RpcPortSpeaksRemoting: Rule {
  package static let card = RuleCard(
    id: "FD3201", name: "rpc-port-speaks-remoting", severity: .error,
    title: "At an RPC port an actor system answers, and nothing else",
    why: """
      Another port of Flink, a web server or a proxy accepts the connection like a JobManager, so \
      that the port looks open, and cannot answer the handshake of Akka or Pekko. TaskManagers log \
      `Association with remote system ... has failed` or `Connection reset by peer` and never register.
      """,
    fix: """
      Write the JobManager's RPC port (6123 unless set) into jobmanager.rpc.port. A proxy or load \
      balancer in front of it must pass TCP through as it is.
      """,
    sources: [
      "answers of REST, blob server and shuffle port to a handshake, measured on 1.12.5 to 2.3.0",
      "org.apache.flink.runtime.io.network.netty.NettyMessage#MAGIC_NUMBER",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1\njobmanager.rpc.port: 8081",
        seen: [.remoting("jm1", 8081, .http, waitedMs: 9, firstBytes: "HTTP/1.1 404 Not Found")]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\njobmanager.rpc.port: 6121",
        seen: [.remoting("jm1", 6121, .dataPort, waitedMs: 4)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\njobmanager.rpc.port: 6124",
        seen: [.remoting("jm1", 6124, .blobServer, waitedMs: 4)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\njobmanager.rpc.port: 22",
        seen: [.remoting("jm1", 22, .notFlink, waitedMs: 4, firstBytes: "SSH-2.0-OpenSSH_9.2")]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", seen: [.remoting("jm1", 6123, .broken, waitedMs: 4)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\nhigh-availability.type: zookeeper\n"
          + "high-availability.jobmanager.port: 50010-50011", .warning,
        seen: [.remoting("jm1", 50010, .dataPort, waitedMs: 4)]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6121",
        seen: [
          .role(.jobManager), .file("workers", "tm1"),
          .remoting("tm1", 6121, .dataPort, waitedMs: 4, role: .taskManagerRpc),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nhigh-availability.type: zookeeper\n"
          + "high-availability.jobmanager.port: 50010-50011",
        seen: [
          .remoting("jm1", 50010, .dataPort, waitedMs: 4),
          .remoting("jm1", 50011, advertised: "jm1"),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123, .silent)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123, .tls, waitedMs: 4)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.remotingPeers.map { peer in
      guard let who = peer.answer.stranger else { return peer.passed }
      // In a range of several ports the others may be anybody's.
      return .stranger(peer, who, peer.peer.isRange ? .warning : .error)
    }
  }
}

extension RemotingEvidence {
  /// Who answers in place of an actor system.
  fileprivate var stranger: String? {
    switch outcome {
    case .http: "a web server answers (\(firstBytes ?? "HTTP")): Flink's REST port, or a proxy"
    case .dataPort: "a TaskManager's data port answers"
    case .blobServer: "a JobManager's blob server answers"
    case .notFlink: "something answers that is no Flink (`\(firstBytes ?? "")`)"
    case .broken: "something answers that sends \(error ?? "what no actor system sends")"
    case .associated, .silent, .closed, .disassociated, .tls: nil
    }
  }
}

extension Verdict {
  fileprivate static func stranger(
    _ peer: RemotingSeen, _ who: String, _ severity: Severity
  ) -> Verdict {
    peer.fault(
      "At \(peer.place), where the \(peer.title)'s RPC port is expected, \(who). "
        + (peer.isJobManager
          ? "TaskManagers and clients here never reach the JobManager."
          : "The JobManager never reaches the TaskManager."),
      severity: severity,
      fix: "\(peer.peer.key): \(peer.isJobManager ? "6123" : "6122"), or the port in the log line "
        + "`Actor system started at` of the \(peer.title) on \(peer.answer.host)")
  }
}

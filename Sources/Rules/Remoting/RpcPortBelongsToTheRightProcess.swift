package import Diagnosis
import Evidence

/// Several actor systems of one cluster listen on ports that are easily taken for each other.
package struct RpcPortBelongsToTheRightProcess: Rule {
  package static let card = RuleCard(
    id: "FD2203", name: "rpc-port-belongs-to-the-right-process", severity: .error,
    title: "The actor system at an RPC port is the one that is looked for",
    why: """
      A process of Flink has two actor systems: `flink`, through which it works, and \
      `flink-metrics`, which answers questions for the web UI alone; and JobManager and TaskManager \
      look alike from outside. Messages for a `resourcemanager` that is not there are dropped without \
      a word, and TaskManagers never register.
      """,
    fix: "Write the JobManager's own port into jobmanager.rpc.port, on every node.",
    sources: [
      "org.apache.flink.runtime.metrics.util.MetricUtils#startRemoteMetricsRpcService",
      "actors below user/rpc/, measured on 1.12.5 to 2.3.0",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1\njobmanager.rpc.port: 6125",
        seen: [
          .remoting("jm1", 6125) {
            $0.system = "flink-metrics"
            $0.roles = ["MetricQueryService"]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", seen: [.remoting("jm1", 6123) { $0.system = "other" }]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\njobmanager.rpc.port: 6122",
        seen: [.remoting("jm1", 6122) { $0.roles = ["taskmanager_0"] }]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .warning, seen: [.remoting("jm1", 6123) { $0.roles = [] }]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\nhigh-availability.type: zookeeper\n"
          + "high-availability.jobmanager.port: 50010", .info,
        seen: [.remoting("jm1", 50010) { $0.roles = ["dispatcher_0"] }]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6123",
        seen: [
          .role(.jobManager), .file("workers", "tm1"),
          .remoting("tm1", 6123, role: .taskManagerRpc) { $0.roles = ["resourcemanager_0"] },
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .remoting("jm1", 6123) {
            $0.roles = ["dispatcher_0", "jobmanager_2", "resourcemanager_1"]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "tm1"),
          .remoting("tm1", 6122, role: .taskManagerRpc),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123) { $0.roles = nil }]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let isElected = exam.jobManagerEndpoint?.isElected == true
    return exam.associations.map { peer in
      guard peer.answer.system == "flink" else { return .otherSystem(peer) }
      guard let roles = peer.answer.roles else { return peer.passed }
      let isJobManager = roles.contains { $0.hasPrefix("resourcemanager_") }
      if peer.isJobManager {
        if peer.answer.isTaskManagers { return .otherRole(peer, "TaskManager") }
        return isJobManager ? peer.passed : isElected ? .standby(peer) : .unready(peer)
      }
      let isTaskManager = roles.contains { $0.hasPrefix("taskmanager_") }
      return isJobManager && !isTaskManager ? .otherRole(peer, "JobManager") : peer.passed
    }
  }
}

extension Verdict {
  fileprivate static func otherSystem(_ peer: RemotingSeen) -> Verdict {
    let system = peer.answer.system ?? ""
    let what =
      system == "flink-metrics"
      ? "is the metrics port of a Flink process (its actor system is flink-metrics)"
      : "belongs to an actor system \(system), which is no Flink's"
    return peer.fault(
      "The port \(peer.place) \(what), and not the \(peer.title)'s RPC port: \(consequence(peer)).",
      fix: fix(peer))
  }

  fileprivate static func otherRole(_ peer: RemotingSeen, _ role: String) -> Verdict {
    peer.fault(
      "The port \(peer.place) is a \(role)'s RPC port (it calls itself \(peer.answer.advertised)), "
        + "and not a \(peer.title)'s: \(consequence(peer)).",
      fix: fix(peer))
  }

  fileprivate static func unready(_ peer: RemotingSeen) -> Verdict {
    peer.finding(
      .warning,
      """
      The process at \(peer.place) has no resource manager: it is still starting, or it is no \
      JobManager, and TaskManagers do not register while that is so.
      """,
      fix: Fix("look into the log of the process at \(peer.place)"), shows: peer.path.symptoms,
      explains: peer.missed)
  }

  fileprivate static func standby(_ peer: RemotingSeen) -> Verdict {
    peer.finding(
      .info,
      "The JobManager at \(peer.place) has no resource manager: it is a standby, not the "
        + "leader.", fix: Fix("nothing, if another JobManager leads"))
  }

  private static func consequence(_ peer: RemotingSeen) -> String {
    peer.isJobManager
      ? "TaskManagers and clients here find no resource manager and never register"
      : "the JobManager's calls go nowhere"
  }

  private static func fix(_ peer: RemotingSeen) -> String {
    peer.isJobManager
      ? "\(peer.peer.key): <the port in the JobManager's log line `Actor system started at`>"
      : "\(peer.peer.key): <the port in the TaskManager's log line `Actor system started at`>"
  }
}

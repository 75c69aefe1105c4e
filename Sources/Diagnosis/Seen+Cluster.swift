package import Evidence

extension Seen {
  /// A cluster whose REST answers, or whatever else `change` makes of it.
  ///
  /// One of the judged version with two TaskManagers, of which each has two slots, one of them free;
  /// what it shows was looked at an hour after it started.
  package static func cluster(
    _ change: @escaping @Sendable (inout ClusterEvidence) -> Void = { _ in }
  ) -> Seen {
    Seen {
      var cluster = ClusterEvidence(
        url: "http://jm1:8081", host: "jm1", port: 8081, observedAtMs: ClusterEvidence.exampleNow)
      cluster.address = "10.0.0.1"
      cluster.version = "\($0.version).1"
      cluster.clock = ClockOffset(ms: 0, errorMs: 5)
      cluster.configuration = [
        ClusterSetting("jobmanager.rpc.address", "jm1"),
        ClusterSetting("jobmanager.rpc.port", "6123"),
      ]
      cluster.taskManagers = [.at("10.0.0.2", "a"), .at("10.0.0.3", "b")]
      cluster.overview = ClusterOverview(taskManagers: 2, slots: 4, freeSlots: 2, running: 1)
      cluster.jobs = []
      change(&cluster)
      $0.evidence.cluster = cluster
    }
  }

  /// A REST endpoint that does not answer as a JobManager's.
  package static func cluster(_ failure: RESTFailure, isAsked: Bool = true) -> Seen {
    Seen {
      var cluster = ClusterEvidence(url: "http://jm1:8081", host: "jm1", port: 8081)
      cluster.failure = failure
      cluster.isAsked = isAsked
      $0.evidence.cluster = cluster
    }
  }

  /// A cluster of one job.
  package static func job(
    _ state: String, _ change: @escaping @Sendable (inout ClusterJob) -> Void = { _ in },
    in cluster: @escaping @Sendable (inout ClusterEvidence) -> Void = { _ in }
  ) -> Seen {
    Seen.cluster {
      var job = ClusterJob(
        id: "7572110e88a3c8cb5fd7b0746aeb292f", name: "orders", state: state,
        startedMs: ClusterEvidence.exampleNow - 3_600_000)
      job.lastChangeMs = ClusterEvidence.exampleNow - 120_000
      job.parallelism = 2
      change(&job)
      $0.jobs = [job]
      cluster(&$0)
    }
  }
}

extension ClusterEvidence {
  /// When examples happen.
  package static let exampleNow: Int64 = 1_795_921_600_000
}

extension ClusterTaskManager {
  /// For examples and tests: one that answered two seconds ago.
  package static func at(
    _ host: String, _ id: String, rpc: Int = 6122, data: Int = 6121, heard secondsAgo: Int64 = 2
  ) -> Self {
    Self(
      id: "\(host):\(rpc)-\(id)", path: "pekko.tcp://flink@\(host):\(rpc)/user/rpc/taskmanager_0",
      host: host, rpcPort: rpc, dataPort: data,
      lastHeartbeatMs: ClusterEvidence.exampleNow - secondsAgo * 1000, slots: 2, freeSlots: 1)
  }
}

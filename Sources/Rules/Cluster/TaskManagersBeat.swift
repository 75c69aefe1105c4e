package import Diagnosis
import Evidence
import FlinkConfiguration

/// Each TaskManager was heard of within a beat or two.
package struct TaskManagersBeat: Rule {
  package static let card = RuleCard(
    id: "FD8106", name: "task-managers-beat", severity: .warning,
    title: "Every registered TaskManager was heard of within two heartbeats",
    why: """
      The JobManager asks each TaskManager for a heartbeat every heartbeat.interval. One that has not \
      answered twice is frozen, in a long garbage collection, cut off, or gone; after \
      heartbeat.timeout it is declared dead and its tasks fail.
      """,
    fix:
      "See on its machine whether the process runs, collects garbage, and reaches the JobManager.",
    sources: [
      "/taskmanagers: timeSinceLastHeartbeat, which is an instant (run for 1.12 to 2.3)",
      "HeartbeatMonitorImpl",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster { $0.taskManagers = [.at("10.0.0.2", "a", heard: 31), .at("10.0.0.3", "b")] }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster {
            $0.configuration?.append(ClusterSetting("heartbeat.interval", "3000"))
            $0.taskManagers = [.at("10.0.0.2", "a", heard: 12)]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.cluster()]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.cluster { $0.taskManagers = [.at("10.0.0.2", "a", heard: 19)] }]),
      // Listed until its heartbeat times out, beside the one that was started in its place.
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .cluster { $0.taskManagers = [.at("10.0.0.2", "a", heard: 31), .at("10.0.0.2", "b")] }
        ]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster {
            $0.clock = nil
            $0.taskManagers = [.at("10.0.0.2", "a", heard: 40)]
          }
        ]),
    ])

  package init() {}

  /// What an answer may take beside the two intervals, in milliseconds.
  private static let slack = 2000.0

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let all = cluster.taskManagers, !all.isEmpty else {
      return []
    }
    guard let now = cluster.nowMs else {
      throw Unknown(subject: cluster.subject, reason: "nothing tells the JobManager's time")
    }
    guard let interval = exam.runningTime("heartbeat.interval"),
      let timeout = exam.runningTime("heartbeat.timeout")
    else { return [] }
    let longest = 2 * Double(interval.milliseconds) + Self.slack
    return all.map { one in
      let age = now.ms - now.errorMs - Double(one.lastHeartbeatMs)
      if one.lastHeartbeatMs <= 0 || age <= longest {
        return Verdict(.passed, subject: "taskmanager:\(one.id)")
      }
      let successor = all.first {
        $0.id != one.id && $0.host == one.host && $0.rpcPort == one.rpcPort
          && $0.lastHeartbeatMs > one.lastHeartbeatMs
      }
      if let successor { return .replaced(one, by: successor, timeout, cluster) }
      return .late(one, Int64(age), interval, timeout, cluster)
    }
  }
}

extension Verdict {
  fileprivate static func replaced(
    _ one: ClusterTaskManager, by successor: ClusterTaskManager, _ timeout: TimeSetting,
    _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.info), subject: "taskmanager:\(one.id)",
      message: """
        The TaskManager \(one.id) is gone, and \(successor.id) was started in its place: it is \
        listed until heartbeat.timeout (\(TimeText.of(timeout.milliseconds))), and its tasks fail \
        then at the latest.
        """,
      evidence: [cluster.line("/taskmanagers", one.path)], fix: Fix("nothing: it goes by itself"))
  }

  fileprivate static func late(
    _ one: ClusterTaskManager, _ age: Int64, _ interval: TimeSetting, _ timeout: TimeSetting,
    _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: "taskmanager:\(one.id)",
      message: """
        The JobManager has not heard of the TaskManager \(one.id) for \(LogTime.length(age)), of \
        which it should hear every \(TimeText.of(interval.milliseconds)): at \
        \(TimeText.of(timeout.milliseconds)) it is declared dead, and its tasks fail.
        """,
      peer: Peer(host: one.host ?? one.id, port: one.rpcPort),
      evidence: [
        cluster.line(
          "/taskmanagers",
          "\(one.id): last heard of at \(UnixTime.text(ofMilliseconds: one.lastHeartbeatMs))")
      ],
      fix: Fix(
        one.host.flatMap { host in one.rpcPort.map { "flinkdoctor probe \(host):\($0)" } }
          .map { "\($0); on its machine flinkdoctor check and jstat -gcutil PID" }
          ?? "on its machine flinkdoctor check and jstat -gcutil PID"),
      shows: [.heartbeatsLost, .taskManagerNotReachable])
  }
}

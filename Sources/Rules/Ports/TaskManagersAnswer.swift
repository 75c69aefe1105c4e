package import Diagnosis
import Evidence

/// The JobManager opens a connection of its own to every TaskManager.
package struct TaskManagersAnswer: Rule {
  package static let card = RuleCard(
    id: "FD3005", name: "task-managers-answer", severity: .error,
    title: "The JobManager's machine reaches the RPC ports of the TaskManagers",
    why: """
      A JobManager answers over the connection that the TaskManager opened, so that registration and \
      jobs do not hang on this way. It dials taskmanager.rpc.port itself once that connection is \
      gone: what it cannot reach then is silent until the TaskManager comes by itself, or lost after \
      heartbeat.timeout. A port that refuses shows that no TaskManager runs there.
      """,
    fix: "Open taskmanager.rpc.port on the TaskManagers' machines for the JobManager's.",
    sources: [
      "TaskManagerOptions.RPC_PORT",
      "akka.remote use-passive-connections: run for 1.12.5 and 1.20.5 with that way dropped, where "
        + "TaskManagers register and jobs run",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122", .warning,
        seen: [.role(.jobManager), .file("workers", "tm1"), .dial("tm1", 6122, .dropped)]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [.role(.jobManager), .file("workers", "tm1"), .dial("tm1", 6122, .refused)]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [.role(.jobManager), .file("workers", "tm1"), .dial("tm1", 6122, .open)]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122-6123",
        seen: [
          .role(.jobManager), .file("workers", "tm1"), .dial("tm1", 6122, .refused),
          .dial("tm1", 6123, .refused),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [.role(.taskManager), .file("workers", "tm1"), .dial("tm1", 6122, .dropped)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.role(.jobManager), .file("workers", "tm1"), .dial("jm1", 6123, .open)]),
      .unknown(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .expect(.down), .file("workers", "tm1"),
          .dial("tm1", 6122, .refused),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.judgePaths(to: .taskManagerRpc) { path in
      if path.isSilent { return .silent(path) }
      // In a range refused is normal: the TaskManager took another port of it, or does not run.
      return path.peer.isRange ? nil : .refused(path)
    }
  }
}

extension Verdict {
  fileprivate static func silent(_ path: PathSeen) -> Verdict {
    path.finding(
      .warning,
      """
      The TaskManager's RPC port \(path.place) \(path.said). The JobManager has only the connection \
      that the TaskManager opened: once that is gone, it cannot call it, and heartbeats time out.
      """,
      fix: path.opening, explains: [.taskManagerNotReachable, .jobsFail])
  }

  fileprivate static func refused(_ path: PathSeen) -> Verdict {
    path.finding(
      .error,
      """
      The TaskManager's RPC port \(path.place) \(path.said). No TaskManager runs on \
      \(path.peer.host), or it listens elsewhere, and the JobManager cannot use its slots.
      """,
      fix:
        "start it there (bin/taskmanager.sh start); if it runs, set taskmanager.bind-host: 0.0.0.0 "
        + "and \(path.peer.key): \(path.peer.shownPorts) on \(path.peer.host)",
      shows: PathSeen.symptomsOfNoTaskManager, explains: [.taskManagerNotReachable, .jobsFail])
  }
}

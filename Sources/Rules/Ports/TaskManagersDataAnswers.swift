package import Diagnosis
import Evidence

/// TaskManagers send records to each other directly.
package struct TaskManagersDataAnswers: Rule {
  package static let card = RuleCard(
    id: "FD3006", name: "task-managers-data-answers", severity: .error,
    title: "The data ports of the other TaskManagers can be reached from this one",
    why: """
      Registration and heartbeats go through the JobManager and look well. A job that shuffles then \
      fails with `Connecting to remote task manager '…' has failed. This might indicate that the \
      remote task manager has been lost`, after a silence of two minutes where packets are dropped.
      """,
    fix: "Open taskmanager.data.port between the machines of all TaskManagers.",
    sources: ["PartitionRequestClientFactory", "NettyShuffleEnvironmentOptions.DATA_PORT"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.data.port: 6121",
        seen: [.role(.taskManager), .file("workers", "tm2"), .dial("tm2", 6121, .dropped)]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.data.port: 6121",
        seen: [.role(.taskManager), .file("workers", "tm2"), .dial("tm2", 6121, .hostUnreachable)]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.data.port: 6121",
        seen: [.role(.taskManager), .file("workers", "tm2"), .dial("tm2", 6121, .refused)]),
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED.
            org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException: \
            Connecting to remote task manager '10.77.0.22/10.77.0.22:43385 [ \
            10.77.0.22:40537-abde26 ] ' ↓has failed. This might indicate that the remote task \
            manager has been lost.
            """)
        ], seen: [.dial("10.77.0.22", 43385, .dropped)]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.data.port: 6121",
        seen: [.role(.taskManager), .file("workers", "tm2"), .dial("tm2", 6121, .open)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.role(.taskManager), .file("workers", "tm2"), .dial("jm1", 6123, .open)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.judgePaths(to: .taskManagerData) { path in
      if path.isSilent {
        return .closed(path, fix: path.opening, shows: [.machineNotReached])
      }
      guard !path.peer.isRange else { return nil }
      // Most often nothing of the TaskManager is there.
      return .closed(
        path,
        fix: "start the TaskManager on \(path.peer.host); if it runs, set taskmanager.bind-host: "
          + "0.0.0.0 and \(path.peer.key): \(path.peer.shownPorts) there",
        shows: PathSeen.symptomsOfNoTaskManager.union([.taskManagerNotReachable]),
        explains: [.taskManagerNotRegistered])
    }
  }
}

extension Verdict {
  fileprivate static func closed(
    _ path: PathSeen, fix: String, shows: Set<Symptom>, explains: Set<Symptom> = []
  ) -> Verdict {
    path.finding(
      .error,
      """
      The data port \(path.place) of the TaskManager on \(path.peer.host) \(path.said). Jobs that \
      shuffle between it and this machine fail (`Connecting to remote task manager … has failed`).
      """,
      fix: fix, shows: shows, explains: explains.union([.dataNotExchanged, .jobsFail]))
  }
}

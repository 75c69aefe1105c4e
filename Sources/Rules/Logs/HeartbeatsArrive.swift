package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A heartbeat that did not come says that somebody was not heard of, not why.
package struct HeartbeatsArrive: Rule {
  package static let texts: [LogText] = [
    .flink("The heartbeat of TaskManager with id "),
    .flink("The heartbeat of JobManager with id "),
    .flink("The heartbeat of ResourceManager with id "),
    .flink("Heartbeat of TaskManager with id "),
  ]

  package static let card = RuleCard(
    id: "FD7301", name: "heartbeats-arrive", severity: .error,
    title: "JobManager and TaskManagers hear of each other",
    why: """
      For heartbeat.timeout (50 s) nothing came from the other side. It was killed together with \
      its host, stood still (garbage collection, a suspended machine), is cut off, or is too \
      busy to answer; the writer itself may have stood still, and then it misses everybody at \
      once.
      """,
    fix: """
      Look into the log of the process that is missed: does it end, has it a gap, or does it \
      miss the other one too.
      """,
    sources: [
      "org.apache.flink.runtime.heartbeat.HeartbeatMonitorImpl",
      "heartbeat.interval, heartbeat.timeout",
      "real pairs of 1.12.5 and 1.20.5: killed, frozen, cut off",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-22 15:28:01,464 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - ↓The \
            heartbeat of TaskManager with id 10.9.12.2:45399-1e463d timed out.
            """)
        ]),
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:29:47,543 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor     \
                  [] - ↓The heartbeat of ResourceManager with id \
            6964e1192e97595208f9df691098b83e timed out.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension HeartbeatsArrive: LogSignature {
  package static var rank: LogRank { .loss }

  package static func accepts(_ event: LogEvent) -> Bool {
    event.record == nil
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let missed = Self.missed(happening, in: story)
    guard !missed.isEmpty else { return nil }
    let who =
      missed.count > 2 ? "\(missed.count) processes" : missed.map(\.the).joined(separator: " and ")
    let all =
      missed.count > 1
      ? " All were missed within moments: \(happening.author.the) may itself have stood still." : ""
    return LogStatement(
      """
      \(happening.author.The) heard nothing of \(who) for heartbeat.timeout and gave up \
      \(happening.when). The line does not say why.\(all)
      """,
      fix: """
        look into the log of \(missed.first?.the ?? "that process") at that time: it ends there \
        (see the exit code), has a gap (see its garbage collection log), or misses this side too \
        (the network)
        """,
      shows: missed.allSatisfy { $0.role == .taskManager }
        ? [.heartbeatsLost, .taskManagerNotReachable] : [.heartbeatsLost],
      peer: missed.count == 1 ? missed[0].peer : nil)
  }
}

extension HeartbeatsArrive {
  /// The process that a line misses.
  package static func subject(of event: LogEvent, in story: LogStory) -> LogProcess {
    if let id = event.text.part(after: "eartbeat of TaskManager with id ", before: " ") {
      return story.taskManager(id)
    }
    let manager = story.jobManager
    if manager.file != nil { return manager }
    return story.dialledJobManager(of: event.file) ?? manager
  }

  fileprivate static func missed(
    _ happening: LogHappening, in story: LogStory
  ) -> [LogProcess] {
    var seen: Set<LogProcess> = []
    return happening.events.map { subject(of: $0, in: story) }
      .filter { $0.file == nil || $0.file != happening.author.file }
      .filter { seen.insert($0).inserted }
  }
}

package import Diagnosis
import Evidence

/// A process that collects garbage answers nobody.
package struct CollectionsLeaveTime: Rule {
  package static let card = RuleCard(
    id: "FD8401", name: "collections-leave-time", severity: .warning,
    title:
      "Garbage collections take little of the processes' time, and no pause outlasts a timeout",
    why: """
      While a JVM collects it answers no call and no heartbeat. One pause above ask.timeout fails \
      calls, one above heartbeat.timeout has the process declared dead, with all its tasks.
      """,
    fix: "Give the process more heap, or the job less state on it; look at a heap dump.",
    sources: [
      "Status.JVM.GarbageCollector.*.Time and .Count, run for 1.12 to 2.3",
      "metrics.fetcher.update-interval: 10 s",
    ],
    examples: [
      .finding(
        "",
        seen: [
          .window(
            .init(name: "tm1", collections: 40, timeMs: 12_000, longestAtMostMs: 4000, updates: 3))
        ]),
      .finding(
        "",
        seen: [
          .window(
            .init(name: "tm1", collections: 1, timeMs: 11_000, longestAtMostMs: 11_000, updates: 3))
        ]),
      .finding(
        "", .error,
        seen: [
          .window(
            .init(name: "tm1", collections: 1, timeMs: 55_000, longestAtMostMs: 55_000, updates: 6))
        ]),
      .healthy(
        "",
        seen: [
          .window(.init(name: "tm1", collections: 3, timeMs: 120, longestAtMostMs: 80, updates: 3))
        ]),
      // A window too short shows nothing.
      .unknown(
        "",
        seen: [
          .window(.init(name: "tm1", collections: 0, timeMs: 0, longestAtMostMs: 0, updates: 1))
        ]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  /// From this share of its time on a process does noticeably less.
  private static let share = 0.1

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let window = cluster.window else { return [] }
    guard window.isTelling else {
      throw Unknown(
        subject: cluster.subject,
        reason: "the window saw fewer than two updates of the metrics, which come every "
          + "\(TimeText.of(window.updateIntervalMs)); --gc-window 30s")
    }
    let ask = exam.asRunning?.rpcTime("ask.timeout")?.milliseconds ?? 10_000
    let heartbeat = exam.runningTime("heartbeat.timeout")?.milliseconds ?? 50_000
    return window.processes.filter { $0.updates >= 2 }.map { process in
      let share = Double(process.timeMs) / max(1, window.durationMs * Double(process.count))
      // Of one collection between two updates the bound is its length.
      let longest = process.collections == 1 ? process.timeMs : nil
      if let longest, longest >= heartbeat {
        return .paused(process, longest, "heartbeat.timeout", heartbeat, .error, cluster)
      }
      if let longest, longest >= ask {
        return .paused(process, longest, "ask.timeout", ask, .warning, cluster)
      }
      if share >= Self.share { return .busy(process, share, window, cluster) }
      return Verdict(
        .passed, subject: "process:\(process.name)",
        evidence: [process.line(window)])
    }
  }
}

extension Seen {
  fileprivate static func window(_ process: GarbageWindow.Process) -> Seen {
    cluster {
      $0.window = GarbageWindow(
        durationMs: 30_000, updateIntervalMs: 10_000, processes: [process])
    }
  }
}

extension GarbageWindow.Process {
  /// `the JobManager`, `the TaskManager 10.0.0.2:6122-a`.
  fileprivate var described: String {
    switch name {
    case "jobmanager": "the JobManager"
    case "taskmanagers": "the \(count) TaskManagers together"
    default: "the TaskManager \(name)"
    }
  }

  fileprivate func line(_ window: GarbageWindow) -> EvidenceLine {
    EvidenceLine(
      source: "REST metrics",
      text: "\(collections) collections took \(timeMs) ms within "
        + "\(LogTime.length(Int64(window.durationMs))), none longer than \(longestAtMostMs) ms")
  }
}

extension Verdict {
  fileprivate static func busy(
    _ process: GarbageWindow.Process, _ share: Double, _ window: GarbageWindow,
    _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: "process:\(process.name)",
      message: """
        \(process.described.capitalised) spent \(Int((share * 100).rounded())) % of the last \
        \(LogTime.length(Int64(window.durationMs))) collecting garbage: it is slow to answer, and as \
        its heap fills, heartbeats are missed.
        """,
      peer: cluster.peer, evidence: [process.line(window)],
      fix: Fix(process.more), explains: [.heartbeatsLost, .callsFail])
  }

  fileprivate static func paused(
    _ process: GarbageWindow.Process, _ longest: Int64, _ option: String, _ limit: Int64,
    _ severity: Severity, _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: "process:\(process.name)",
      message: """
        \(process.described.capitalised) stood still for \(LogTime.length(longest)) in one garbage \
        collection, longer than \(option) (\(TimeText.of(limit))).
        """,
      peer: cluster.peer,
      evidence: [EvidenceLine(source: "REST metrics", text: "1 collection took \(longest) ms")],
      fix: Fix(process.more), explains: [.heartbeatsLost, .callsFail])
  }
}

extension GarbageWindow.Process {
  fileprivate var more: String {
    name == "jobmanager"
      ? "raise jobmanager.memory.process.size; jcmd PID GC.heap_info and a heap dump show what fills it"
      : "raise taskmanager.memory.task.heap.size (or taskmanager.memory.process.size), or lower the "
        + "slots; a heap dump shows what fills it"
  }
}

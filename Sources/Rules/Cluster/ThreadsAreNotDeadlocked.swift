package import Diagnosis
import Evidence

/// A process whose RPC thread waits for ever is as good as dead, though it runs and its port is open.
package struct ThreadsAreNotDeadlocked: Rule {
  package static let card = RuleCard(
    id: "FD8403", name: "threads-are-not-deadlocked", severity: .error,
    title: "No threads of a process wait for each other, and its RPC thread answers",
    why: """
      Each JobManager and TaskManager does its calls on one thread. When user code, a metric reporter \
      or a file system blocks it, calls run into ask.timeout and heartbeats stay away, without a line \
      in its log.
      """,
    fix: "Mend what holds the monitor; restart the process.",
    sources: [
      "ThreadInfo#toString: `BLOCKED on … owned by …`",
      "run for 1.12 and 2.3: a TaskManager makes its dump on its RPC thread",
    ],
    examples: [
      .finding(
        "",
        seen: [
          .threads(
            ThreadsEvidence(
              process: "tm1", count: 90,
              blocked: [
                .init(name: "a", monitor: "java.lang.Object@1", owner: "b"),
                .init(name: "b", monitor: "java.lang.Object@2", owner: "a"),
              ]))
        ]),
      .finding(
        "", .warning,
        seen: [
          .threads(
            ThreadsEvidence(
              process: "tm1", count: 90,
              blocked: [
                .init(
                  name: "flink-pekko.actor.default-dispatcher-5", monitor: "java.lang.Object@1",
                  owner: "Map (1/2)#0")
              ]))
        ]),
      .finding(
        "", .warning,
        seen: [
          .threads(
            ThreadsEvidence(
              process: "tm1", failure: RESTFailure(.status, path: "/t", status: 500)))
        ]),
      .healthy(
        "",
        seen: [
          .threads(
            ThreadsEvidence(
              process: "tm1", count: 90,
              blocked: [.init(name: "Map (1/2)#0", monitor: "java.lang.Object@1", owner: "x")]))
        ]),
      // 1.12 has no dump of the JobManager.
      .healthy(
        "",
        seen: [
          .threads(
            ThreadsEvidence(
              process: "jobmanager", failure: RESTFailure(.status, path: "/t", status: 404)))
        ]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let dumps = cluster.threads else { return [] }
    return dumps.compactMap { dump in
      if let failure = dump.failure {
        return failure.status == 404 ? nil : .silent(dump, failure, cluster)
      }
      if let ring = dump.ring { return .deadlocked(dump, ring, cluster) }
      let rpc = dump.blocked.first { thread in
        thread.name.contains("akka.actor") || thread.name.contains("pekko.actor")
      }
      return rpc.map { .waits(dump, $0, cluster) }
        ?? Verdict(.passed, subject: "process:\(dump.process)")
    }
  }
}

extension ThreadsEvidence {
  /// Threads of which each waits for the next, and the last for the first.
  fileprivate var ring: [Blocked]? {
    let waiting = Dictionary(blocked.map { ($0.name, $0) }) { first, _ in first }
    for start in blocked {
      var ring = [start]
      while let next = ring.last?.owner.flatMap({ waiting[$0] }) {
        if next.name == start.name { return ring }
        if ring.contains(where: { $0.name == next.name }) { break }
        ring.append(next)
      }
    }
    return nil
  }

  fileprivate var described: String {
    process == "jobmanager" ? "the JobManager" : "the TaskManager \(process)"
  }
}

extension Seen {
  fileprivate static func threads(_ dump: ThreadsEvidence) -> Seen {
    cluster { $0.threads = [dump] }
  }
}

extension ThreadsEvidence.Blocked {
  fileprivate var line: EvidenceLine {
    EvidenceLine(
      source: "thread dump",
      text: "\(name) waits for \(monitor)\(owner.map { ", which \($0) holds" } ?? "")"
        + (frames.first.map { ", in \($0)" } ?? ""))
  }
}

extension Verdict {
  fileprivate static func deadlocked(
    _ dump: ThreadsEvidence, _ ring: [ThreadsEvidence.Blocked], _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: "process:\(dump.process)",
      message: """
        In \(dump.described) \(ring.count) threads wait for each other and always will: \
        \(ring.map(\.name).listed).
        """,
      peer: cluster.peer, evidence: ring.prefix(4).map(\.line),
      fix: Fix("mend the code that takes these monitors in different orders; restart the process"),
      explains: [.heartbeatsLost, .callsFail, .jobsFail])
  }

  fileprivate static func waits(
    _ dump: ThreadsEvidence, _ thread: ThreadsEvidence.Blocked, _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: "process:\(dump.process)",
      message: """
        A thread of \(dump.described) that answers calls waits for \
        \(thread.owner.map { "what \($0) holds" } ?? "a monitor"): as long as it does, calls and \
        heartbeats of that process wait.
        """,
      peer: cluster.peer, evidence: [thread.line],
      fix: Fix("take a second dump; if it waits still, mend what holds \(thread.monitor)"),
      explains: [.heartbeatsLost, .callsFail])
  }

  fileprivate static func silent(
    _ dump: ThreadsEvidence, _ failure: RESTFailure, _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: "process:\(dump.process)",
      message: """
        There is no thread dump of \(dump.described) (\(failure.words)): it makes one on the thread \
        that answers calls, which is busy or blocked, or the process is gone.
        """,
      peer: cluster.peer, evidence: [cluster.line(failure.path, failure.words)],
      fix: Fix("on its machine jstack PID, which needs no such thread"),
      shows: [.callsFail])
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// Between a JobManager and its TaskManagers no connection is silent for longer than a heartbeat.
package struct PeersAreHeard: Rule {
  package static let card = RuleCard(
    id: "FD3405", name: "peers-are-heard", severity: .error,
    title: "JobManager and TaskManagers hear each other at every heartbeat",
    why: """
      The JobManager asks each TaskManager for a heartbeat once per heartbeat.interval, and the \
      TaskManager answers. A connection on which nothing has come for more than two of them has a \
      peer that is frozen (stopped, garbage collection, swap), or a path that drops what comes. \
      After heartbeat.timeout both declare each other dead.
      """,
    fix: "Look at the process on the peer, and at the path from there to here.",
    sources: [
      "org.apache.flink.runtime.heartbeat.HeartbeatManagerSenderImpl",
      "real clusters of 1.12 to 2.3: data comes on the RPC connection once per interval",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: 10.0.0.1",
        seen: [
          .process(.taskManager),
          .connection(to: "10.0.0.1", 6123) {
            $0.lastDataReceivedMs = 24_000
            $0.lastDataSentMs = 24_000
          },
        ]),
      .finding(
        "jobmanager.rpc.address: 10.0.0.3\nheartbeat.interval: 2000",
        seen: [
          .process(.jobManager),
          .connection(to: "10.0.0.4", 51234, localPort: 6123) {
            $0.lastDataReceivedMs = 9000
            $0.lastDataSentMs = 1200
          },
        ]),
      .healthy(
        "jobmanager.rpc.address: 10.0.0.1",
        seen: [
          .process(.taskManager),
          .connection(to: "10.0.0.1", 6123) {
            $0.lastDataReceivedMs = 9800
            $0.lastDataSentMs = 9790
          },
        ]),
      // This side is silent as well: it has not asked.
      .healthy(
        "jobmanager.rpc.address: 10.0.0.3",
        seen: [
          .process(.jobManager),
          .connection(to: "10.0.0.4", 51234, localPort: 6123) {
            $0.lastDataReceivedMs = 24_000
            $0.lastDataSentMs = 24_000
          },
        ]),
      // A TaskManager that was started again answers over the connection that the JobManager made.
      .healthy(
        "jobmanager.rpc.address: 10.0.0.3\ntaskmanager.rpc.port: 6122",
        seen: [
          .process(.jobManager),
          .connection(to: "10.0.0.4", 51234, localPort: 6123) {
            $0.lastDataReceivedMs = 24_000
            $0.lastDataSentMs = 1200
          },
          .connection(to: "10.0.0.4", 6122) {
            $0.lastDataReceivedMs = 1200
            $0.lastDataSentMs = 24_000
          },
        ]),
      .healthy(
        "jobmanager.rpc.address: 10.0.0.3",
        seen: [
          .process(.jobManager),
          .connection(to: "10.0.0.4", 51234, localPort: 6123) {
            $0.lastDataReceivedMs = 24_000
            $0.lastDataSentMs = 1200
          },
          .connection(to: "10.0.0.4", 43211) { $0.lastDataReceivedMs = 1200 },
        ]),
      .finding(
        "jobmanager.rpc.address: 10.0.0.3\ntaskmanager.rpc.port: 6122",
        seen: [
          .process(.jobManager),
          .connection(to: "10.0.0.4", 6122) {
            $0.lastDataReceivedMs = 24_000
            $0.lastDataSentMs = 1200
          },
        ]),
      .finding(
        "jobmanager.rpc.address: 10.0.0.1\ntaskmanager.rpc.port: 6122",
        seen: [
          .process(.taskManager),
          .connection(to: "10.0.0.1", 51234, localPort: 6122) { $0.lastDataReceivedMs = 24_000 },
        ]),
      // 1.17.2: the leader before, started again, now waits; there is a connection left to it.
      .healthy(
        """
        jobmanager.rpc.address: 10.0.0.1
        high-availability: zookeeper
        high-availability.jobmanager.port: 6123
        """,
        seen: [
          .process(.taskManager),
          .connection(to: "10.0.0.1", 6123) {
            $0.lastDataReceivedMs = 69_000
            $0.lastDataSentMs = 69_000
          },
        ]),
      // A connection between TaskManagers may be silent for hours.
      .healthy(
        "jobmanager.rpc.address: 10.0.0.1",
        seen: [
          .process(.taskManager),
          .connection(to: "10.0.0.4", 41234) { $0.lastDataReceivedMs = 3_600_000 },
        ]),
      .healthy("jobmanager.rpc.address: 10.0.0.1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let interval = exam.time("heartbeat.interval")?.milliseconds, interval > 0 else {
      return []
    }
    // Two beats may come late by what garbage collection and a busy machine take.
    let longest = Int(clamping: interval) * 2 + 3000
    return exam.connections { connection in
      guard connection.state == .established, connection.pid != nil else { return false }
      return exam.isWithJobManager(connection) || exam.isWithTaskManager(connection)
    }.compactMap { connections in
      // Each side may talk over a connection of its own, and there may be idle ones besides, such as
      // one that a probe made.
      let connection = connections.min { $0.heardAgo < $1.heardAgo } ?? connections[0]
      let all = exam.mayMissConnections ? exam.connections(like: connection) : [connection]
      guard all.allSatisfy({ $0.heardAgo > longest }) else {
        return Verdict(.passed, subject: "heartbeat:\(connection.remoteAddress)")
      }
      // A JobManager asks its TaskManagers all the time, unless it is one in waiting.
      let isAsked =
        exam.isWithJobManager(connection) && exam.jobManagerEndpoint?.isElected != true
        || connections.contains { ($0.lastDataSentMs ?? .max) < longest }
      return isAsked ? .silent(connection, interval, exam) : nil
    }
  }
}

extension ConnectionEvidence {
  fileprivate var heardAgo: Int { lastDataReceivedMs ?? 0 }
}

extension Examination {
  /// All that the same process has with the same machine, itself as well.
  fileprivate func connections(like connection: ConnectionEvidence) -> [ConnectionEvidence] {
    (evidence.connections?.connections ?? []).filter {
      $0.pid == connection.pid && $0.remoteAddress == connection.remoteAddress
        && $0.state == .established
    }
  }
}

extension Verdict {
  fileprivate static func silent(
    _ connection: ConnectionEvidence, _ interval: Int64, _ exam: Examination
  ) -> Verdict {
    let isToJobManager = exam.isWithJobManager(connection)
    let seconds = ConnectionEvidence.seconds(connection.heardAgo)
    // One that has lost its association keeps the connection, and drops what comes over it.
    let isStuck = exam.associations.contains {
      $0.answer.address == connection.remoteAddress && !$0.answer.roundTripMs.isEmpty
    }
    let isAlive = connection.sendQueueBytes == 0 && connection.retransmits == 0 && !isToJobManager
    var shows = exam.symptoms(of: connection).union([.silent(address: connection.remoteAddress)])
    // One that stands still asks for nothing, and after a while nothing is sent to it any more.
    if let pid = connection.pid { shows.insert(.processFrozen(pid: pid)) }
    return Verdict(
      .finding(.error), subject: "heartbeat:\(connection.remoteAddress)",
      message: """
        Nothing has come from \(exam.peerTitle(of: connection)) for \(seconds), though a \
        heartbeat is due every \(TimeText.of(interval)): \
        \(isStuck
          ? "it answers new connections, so that this one is stuck"
          : isAlive
          ? "its machine acknowledges what it is sent, but the process is frozen"
          : "its process is frozen, or the packets from there are dropped").
        """,
      key: "heartbeat.interval", peer: connection.peer, evidence: [connection.line],
      fix: Fix(
        isStuck
          ? "look into its log for `Discarding inbound message` and `Quarantined`, and start it again"
          : "look at the process on \(connection.remoteAddress): stopped, garbage collection, swap; "
            + "then at the path from there to \(connection.localAddress)"),
      shows: shows, explains: [.heartbeatsLost, .callsFail])
  }
}

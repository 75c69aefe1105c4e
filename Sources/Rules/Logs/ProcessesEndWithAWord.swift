package import Diagnosis
import Evidence
import FlinkConfiguration

/// A process that breaks all its connections at once and writes no more was killed, or its host was.
package struct ProcessesEndWithAWord: Rule {
  package static let card = RuleCard(
    id: "FD7801", name: "processes-end-with-a-word", severity: .error,
    title: "Processes end with a word in their logs",
    why: """
      A connection ends with `Disassociated` in the very moment in which the process at its \
      other end is gone: the kernel closes its sockets. Where the two actor systems of a \
      process, `flink` and `flink-metrics`, break off within milliseconds, and its own log ends \
      without a line of a stop, it was killed (out of memory, SIGKILL, a JVM crash, exit code \
      239), or its pod, container or host went away.
      """,
    fix: """
      Find out how the process ended: exit code and reason of its container, kernel log, hs_err \
      file, the events of its node.
      """,
    sources: [
      "measured on pairs of 1.12.5 and 1.20.5, kill -9",
      "the incident of 2025-01-01, Flink 1.12",
    ],
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2025-01-01 09:22:14,965 INFO  \
            org.apache.flink.streaming.api.functions.sink.TwoPhaseCommitSinkFunction [] - \
            FlinkKafkaProducer 1/1 - checkpoint 16699 complete, committing transaction \
            TransactionHolder{handle=KafkaTransactionState [transactionalId=null, producerId=-1, \
            epoch=-1], transactionStartTime=1735694353482} from checkpoint 16699
            2025-01-01 09:24:06,449 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system \
            [akka.tcp://flink-metrics@flink-236429.ns-69020:45033] ↓has failed, address is now \
            gated for [50] ms. Reason: [Disassociated]
            2025-01-01 09:24:06,450 WARN  akka.remote.ReliableDeliverySupervisor                 \
                  [] - Association with remote system \
            [akka.tcp://flink@flink-236429.ns-69020:6123] has failed, address is now gated for \
            [50] ms. Reason: [Disassociated]
            """),
          .jobManager(
            """
            2025-01-01 09:19:14,060 INFO  \
            org.apache.flink.runtime.checkpoint.CheckpointCoordinator    [] - Completed \
            checkpoint 16698 for job 1dd034557a79ca16f8b692f44cbcf5b2 (1578642 bytes in 499 ms).
            2025-01-01 09:22:14,232 INFO  \
            org.apache.flink.runtime.checkpoint.CheckpointCoordinator    [] - Triggering \
            checkpoint 16699 (type=CHECKPOINT) @ 1735694534059 for job \
            1dd034557a79ca16f8b692f44cbcf5b2.
            2025-01-01 09:22:14,963 INFO  \
            org.apache.flink.runtime.checkpoint.CheckpointCoordinator    [] - Completed \
            checkpoint 16699 for job 1dd034557a79ca16f8b692f44cbcf5b2 (1578642 bytes in 591 ms).
            """),
        ]),
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-22 15:23:44,113 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.12.5, Scala: 2.11, Rev:bfd0f20, Date:2021-07-23T05:52:23+02:00)
            2026-11-22 15:23:45,935 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.9.12.2:35755-c3fc08
            2026-11-22 15:23:46,604 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Successful registration at resource manager \
            akka.tcp://flink@jobmanager:6123/user/rpc/resourcemanager_* under registration id \
            545c426c8c432d6959ca2fff1565206d.
            2026-11-22 15:23:55,501 WARN  akka.remote.ReliableDeliverySupervisor [] - \
            Association with remote system [akka.tcp://flink@jobmanager:6123] ↓has failed, \
            address is now gated for [50] ms. Reason: [Disassociated]
            2026-11-22 15:24:36,630 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - The heartbeat of ResourceManager with id 5aade5b0bc46af07fa8e5ecd86510136 timed \
            out.
            """),
          .jobManager(
            """
            2026-11-22 15:23:44,083 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 1.12.5, Scala: 2.11, \
            Rev:bfd0f20, Date:2021-07-23T05:52:23+02:00)
            2026-11-22 15:23:44,205 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Starting StandaloneSessionClusterEntrypoint.
            2026-11-22 15:23:45,044 INFO  org.apache.flink.runtime.rpc.akka.AkkaRpcServiceUtils \
            [] - Actor system started at akka.tcp://flink@jobmanager:6123
            2026-11-22 15:23:46,589 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.9.12.2:35755-c3fc08 \
            (akka.tcp://flink@10.9.12.2:35755/user/rpc/taskmanager_0) at ResourceManager
            """),
        ]),
      // The leader of 1.17.2 when the JobManager in waiting was started again.
      .finding(
        logs: [.jobManager(.standbyGone)]),
      .finding(logs: [.jobManager(.standbyGone)], .info, seen: [.remoting("jm1", 6123)]),
      .finding(logs: [.taskManager(.metricsGone)], .info, seen: [.remoting("jm1", 6123)]),
      .healthyRegistration,
      .healthy(
        logs: [
          .jobManager(
            """
            2026-11-23 00:30:14,253 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.21:6122-949e5a \
            (akka.tcp://flink@10.77.0.21:6122/user/rpc/taskmanager_0) at ResourceManager
            2026-11-23 00:30:15,025 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.22:6122-aab58e \
            (akka.tcp://flink@10.77.0.22:6122/user/rpc/taskmanager_0) at ResourceManager
            2026-11-23 00:30:34,038 WARN  akka.remote.ReliableDeliverySupervisor [] - \
            Association with remote system [akka.tcp://flink@10.77.0.21:6122] has failed, \
            address is now gated for [50] ms. Reason: [Disassociated]
            2026-11-23 00:30:34,045 WARN  akka.remote.ReliableDeliverySupervisor [] - \
            Association with remote system [akka.tcp://flink-metrics@10.77.0.21:6125] has \
            failed, address is now gated for [50] ms. Reason: [Disassociated]
            2026-11-23 00:30:34,084 WARN  akka.remote.ReliableDeliverySupervisor [] - \
            Association with remote system [akka.tcp://flink-metrics@10.77.0.22:6125] has \
            failed, address is now gated for [50] ms. Reason: [Disassociated]
            2026-11-23 00:30:34,086 WARN  akka.remote.ReliableDeliverySupervisor [] - \
            Association with remote system [akka.tcp://flink@10.77.0.22:6122] has failed, \
            address is now gated for [50] ms. Reason: [Disassociated]
            2026-11-23 00:30:38,211 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - RECEIVED SIGNAL 15: SIGTERM. Shutting down as requested.
            2026-11-23 00:30:38,223 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Shutting StandaloneSessionClusterEntrypoint down with application status \
            UNKNOWN. Diagnostics Cluster entrypoint has been closed externally..
            """),
          .taskManager(
            """
            2026-11-23 00:30:05,767 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.12.5, Scala: 2.11, Rev:bfd0f20, Date:2021-07-23T05:52:23+02:00)
            2026-11-23 00:30:05,768 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - -XX:TieredStopAtLevel=1
            2026-11-23 00:30:12,806 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.77.0.21:6122-949e5a
            2026-11-23 00:30:14,301 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Successful registration at resource manager \
            akka.tcp://flink@jm1:6123/user/rpc/resourcemanager_* under registration id \
            9526cd2695177c6a9e1234b3662d5b1e.
            2026-11-23 00:30:33,614 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - RECEIVED SIGNAL 15: \
            SIGTERM. Shutting down as requested.
            """),
        ]),
    ])

  package init() {}
}

extension String {
  fileprivate static let standbyGone = """
    2026-11-29 14:52:31,219 WARN  akka.remote.ReliableDeliverySupervisor                       \
    [] - Association with remote system [akka.tcp://flink@jm1:6123] ↓has failed, address is now \
    gated for [50] ms. Reason: [Disassociated]
    """

  /// Of a TaskManager with another leader; it has no other association with the one that waits.
  fileprivate static let metricsGone = """
    2026-11-29 15:11:09,040 WARN  akka.remote.ReliableDeliverySupervisor                       \
    [] - Association with remote system [akka.tcp://flink-metrics@jm1:6125] ↓has failed, address is \
    now gated for [50] ms. Reason: [Disassociated]
    """
}

extension ProcessesEndWithAWord: LogConclusion {
  /// The process is most likely gone; what the logs cannot tell is said, and what would.
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard inference.kind == .gone else { return nil }
    let process = inference.process
    let at = LogTime.clock(inference.time)
    let isHeartbeat = inference.events.first?.ids.contains(HeartbeatsArrive.card.id) == true
    var reasons: [String] = []
    if isHeartbeat {
      reasons.append("\(inference.witness.the) heard nothing of it until then")
    } else if inference.bothSystems {
      reasons.append("both its actor systems broke off within \(inference.spread)")
    } else {
      reasons.append("its connections broke off at that moment")
    }
    var tail = ""
    if let time = inference.time, let run = story.run(of: process, at: time) {
      let before = run.lastTime.map { " \(LogTime.length(max(0, time - $0))) before" } ?? ""
      reasons.append("its own log ends\(before) without a line of a stop")
    } else {
      tail = " Its own log is not among those read."
    }
    if let last = inference.time,
      !story.evidence.events.contains(where: {
        $0.file == inference.events.first?.file && ($0.time ?? 0) > last + 1000
      })
    {
      tail += """
         The logs given end there too, so that they cannot tell whether it came back, nor what \
        ended it.
        """
    }
    if let back = story.registration(after: inference) {
      tail += " A TaskManager of that machine registered again at \(LogTime.clock(back))."
    } else if story.refused(after: inference) {
      tail += " Its port refuses afterwards: the host lives on, and the process does not."
    }
    return LogStatement(
      """
      \(process.The): its process or host most likely went away at \(at): \
      \(reasons.joined(separator: ", and ")).\(tail)
      """,
      fix: process.whatToLookAt,
      peer: inference.events.first?.addresses.first.map { Peer(host: $0.host, port: $0.port) })
  }
}

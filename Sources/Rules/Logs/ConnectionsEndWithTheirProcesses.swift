package import Diagnosis
import Evidence
import FlinkConfiguration

/// A connection that breaks between two processes that go on living was broken by what was sent.
package struct ConnectionsEndWithTheirProcesses: Rule {
  package static let card = RuleCard(
    id: "FD7805", name: "connections-end-with-their-processes", severity: .error,
    title: "Connections end only with their processes",
    why: """
      Both sides went on after the connection broke, so that no process ended. One of them \
      closed it over a message that it could not take: a frame above its limit (Pekko does not \
      write the size), an object of another Flink release; else two TaskManagers present one \
      address, or something in between closes idle connections. At a deployment it is the first \
      two.
      """,
    fix: "Compare the frame size and the Flink release of both machines, then their addresses.",
    sources: [
      "real pairs: 65536b against the default on 1.12.5 and 1.20.5, 1.18.1 at 1.20.5, two TaskManagers under one address on 1.12.5"
    ],
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-22 15:33:14,827 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 1.12.5, Scala: 2.11, \
            Rev:bfd0f20, Date:2021-07-23T05:52:23+02:00)
            2026-11-22 15:33:14,865 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Starting StandaloneSessionClusterEntrypoint.
            2026-11-22 15:33:16,277 INFO  org.apache.flink.runtime.rpc.akka.AkkaRpcServiceUtils \
            [] - Actor system started at akka.tcp://flink@jobmanager:6123
            2026-11-22 15:33:26,880 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.9.13.2:44633-026bb4 \
            (akka.tcp://flink@10.9.13.2:44633/user/rpc/taskmanager_0) at ResourceManager
            2026-11-22 15:33:27,821 WARN  akka.remote.ReliableDeliverySupervisor [] - \
            Association with remote system [akka.tcp://flink@10.9.13.2:44633] ↓has failed, \
            address is now gated for [50] ms. Reason: [Disassociated]
            """),
          .taskManager(
            """
            2026-11-22 15:33:14,288 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 1.12.5, Scala: 2.11, Rev:bfd0f20, Date:2021-07-23T05:52:23+02:00)
            2026-11-22 15:33:15,508 INFO  org.apache.flink.runtime.rpc.akka.AkkaRpcServiceUtils \
            [] - Actor system started at akka.tcp://flink@10.9.13.2:44633
            2026-11-22 15:33:15,823 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.9.13.2:44633-026bb4
            2026-11-22 15:33:26,894 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Successful registration at resource manager \
            akka.tcp://flink@jobmanager:6123/user/rpc/resourcemanager_* under registration id \
            95a025929dc79c84f1483c567e8e6332.
            2026-11-22 15:33:57,795 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Close JobManager connection for job fefab4f12bee945903bb23a42e389576.
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ConnectionsEndWithTheirProcesses: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard inference.kind == .cut else { return nil }
    let shared = story.sharedAddresses
    let versions = story.versions
    let why =
      !shared.isEmpty
      ? """
      \(shared.count) TaskManagers present the same address \(shared[0].address ?? ""): each looks \
      like a restart of the other.
      """
      : !versions.isEmpty
        ? "The Flink releases differ: \(versions)."
        : """
        One side closed it over what it was sent: a frame above its akka.framesize \
        (pekko.framesize), or an object of another release.
        """
    return LogStatement(
      """
      The association of \(inference.witness.the) with \(inference.process.the) broke at \
      \(LogTime.clock(inference.time)) although both processes went on. \(why)
      """,
      fix: !shared.isEmpty
        ? """
        give every TaskManager its own taskmanager.host, and on one machine its own \
        taskmanager.rpc.port
        """
        : """
        compare akka.framesize (pekko.framesize) and the Flink release of both machines; a job \
        whose tasks carry large objects needs a larger frame size on all of them
        """)
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// Two processes that both live and miss each other in the same moment are cut off from each other.
package struct NetworkIsWhole: Rule {
  package static let card = RuleCard(
    id: "FD7803", name: "network-is-whole", severity: .error,
    title: "The network between the processes is whole",
    why: """
      Both sides lived, and both gave the other one up at the same moment, without a connection \
      that broke: packets vanished between them. A switch, a route, a firewall rule, a network \
      interface or an overlay network failed, for longer than heartbeat.timeout.
      """,
    fix: """
      Ask what happened to the network between the two machines at that time; if it is short and \
      cannot be helped, raise heartbeat.timeout.
      """,
    sources: [
      "measured on a pair of 1.12.5 and one of 2.3.0, packets dropped for 60 s"
    ],
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:36:00,917 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] -  Starting StandaloneSessionClusterEntrypoint (Version: 2.3.0, Scala: 2.12, \
            Rev:c0f8d1a, Date:2026-06-14T16:29:03+02:00)
            2026-11-23 00:36:01,383 INFO  org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Starting StandaloneSessionClusterEntrypoint.
            2026-11-23 00:36:11,272 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@jm1:6123
            2026-11-23 00:36:22,615 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.21:6122-9dc258 \
            (pekko.tcp://flink@10.77.0.21:6122/user/rpc/taskmanager_0) at ResourceManager
            2026-11-23 00:36:22,632 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
            TaskManager with ResourceID 10.77.0.22:6122-448897 \
            (pekko.tcp://flink@10.77.0.22:6122/user/rpc/taskmanager_0) at ResourceManager
            2026-11-23 00:37:19,801 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - The \
            heartbeat of TaskManager with id 10.77.0.22:6122-448897 timed out.
            2026-11-23 00:37:19,802 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Closing \
            TaskExecutor connection 10.77.0.22:6122-448897 because: The heartbeat of TaskManager \
            with id 10.77.0.22:6122-448897 timed out.
            java.util.concurrent.TimeoutException: The heartbeat of TaskManager with id \
            10.77.0.22:6122-448897 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of TaskManager with \
            id 10.77.0.22:6122-448897 timed out.
            2026-11-23 00:37:19,853 INFO  org.apache.flink.runtime.jobmaster.JobMaster [] - \
            Disconnect TaskExecutor 10.77.0.22:6122-448897 because: The heartbeat of TaskManager \
            with id 10.77.0.22:6122-448897 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of TaskManager with \
            id 10.77.0.22:6122-448897 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of TaskManager with \
            id 10.77.0.22:6122-448897 timed out.
            """),
          .taskManager(
            """
            2026-11-23 00:36:02,704 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] -  Starting TaskManager \
            (Version: 2.3.0, Scala: 2.12, Rev:c0f8d1a, Date:2026-06-14T16:29:03+02:00)
            2026-11-23 00:36:19,117 INFO  \
            org.apache.flink.runtime.rpc.pekko.PekkoRpcServiceUtils [] - Actor system started at \
            pekko.tcp://flink@10.77.0.22:6122
            2026-11-23 00:36:20,006 INFO  \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Starting TaskManager \
            with ResourceID: 10.77.0.22:6122-448897
            2026-11-23 00:36:22,644 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Successful registration at resource manager \
            pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_* under registration id \
            6a3129f244956d6f67f274de92212392.
            2026-11-23 00:37:19,782 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - ↓The heartbeat of ResourceManager with id b9734751dcf83577adacc0af05a43e2d timed \
            out.
            2026-11-23 00:37:23,796 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - The heartbeat of JobManager with id 8fabcada6b9054dfa6e1feb54d5a6399 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of JobManager with \
            id 8fabcada6b9054dfa6e1feb54d5a6399 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of JobManager with \
            id 8fabcada6b9054dfa6e1feb54d5a6399 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of JobManager with \
            id 8fabcada6b9054dfa6e1feb54d5a6399 timed out.
            Caused by: java.util.concurrent.TimeoutException: The heartbeat of JobManager with \
            id 8fabcada6b9054dfa6e1feb54d5a6399 timed out.
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension NetworkIsWhole: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard inference.kind == .partitioned else { return nil }
    return LogStatement(
      """
      The network between \(inference.process.the) and \(inference.witness.the) was cut before \
      \(LogTime.clock(inference.time)): both lived, both gave the other up in the same moment, and \
      no connection was closed.
      """,
      fix: """
        see what happened between the two machines in the minute before (switch, route, firewall, \
        overlay network): interface counters, `dmesg`, the log of the network plugin
        """)
  }
}

package import Diagnosis

extension RuleExample {
  /// A TaskManager that registers, in both logs; from a cluster of 1.20.5.
  package static var healthyRegistration: RuleExample {
    .healthy(
      logs: [
        .taskManager(
          """
          2026-11-23 00:22:25,479 INFO  org.apache.flink.runtime.taskexecutor.TaskExecutor       \
                [] - Successful registration at resource manager \
          pekko.tcp://flink@jm1:6123/user/rpc/resourcemanager_* under registration id \
          fca14f1d33291ceab99c353a95e58da1.
          """),
        .jobManager(
          """
          2026-11-23 00:22:24,970 INFO  \
          org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - Registering \
          TaskManager with ResourceID 10.77.0.21:6122-46c6b4 \
          (pekko.tcp://flink@10.77.0.21:6122/user/rpc/taskmanager_0) at ResourceManager
          """),
      ])
  }
}

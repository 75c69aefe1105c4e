import Evidence

/// The classes that Flink's scripts, YARN and Kubernetes start, and what each is in a cluster.
///
/// From `bin/*.sh` of 1.12 to 2.3, `YarnClusterDescriptor` and `KubernetesTaskExecutorRunner`.
enum FlinkMainClass {
  static func role(of name: String) -> ProcessEvidence.Role? {
    guard name.hasPrefix(package) else { return nil }
    return roles[String(name.dropFirst(package.count))]
  }

  private static let package = "org.apache.flink."

  private static let roles: [String: ProcessEvidence.Role] = [
    "runtime.entrypoint.StandaloneSessionClusterEntrypoint": .jobManager,
    "container.entrypoint.StandaloneApplicationClusterEntryPoint": .jobManager,
    "container.entrypoint.StandaloneJobClusterEntryPoint": .jobManager,
    "kubernetes.entrypoint.KubernetesSessionClusterEntrypoint": .jobManager,
    "kubernetes.entrypoint.KubernetesApplicationClusterEntrypoint": .jobManager,
    "yarn.entrypoint.YarnSessionClusterEntrypoint": .jobManager,
    "yarn.entrypoint.YarnJobClusterEntrypoint": .jobManager,
    "yarn.entrypoint.YarnApplicationClusterEntryPoint": .jobManager,
    "mesos.entrypoint.MesosSessionClusterEntrypoint": .jobManager,
    "mesos.entrypoint.MesosJobClusterEntrypoint": .jobManager,
    "runtime.taskexecutor.TaskManagerRunner": .taskManager,
    "kubernetes.taskmanager.KubernetesTaskExecutorRunner": .taskManager,
    "yarn.YarnTaskExecutorRunner": .taskManager,
    "mesos.entrypoint.MesosTaskExecutorRunner": .taskManager,
    "runtime.webmonitor.history.HistoryServer": .historyServer,
    "runtime.zookeeper.FlinkZooKeeperQuorumPeer": .zooKeeper,
    "table.gateway.SqlGateway": .sqlGateway,
    "client.cli.CliFrontend": .client,
    "table.client.SqlClient": .client,
    "yarn.cli.FlinkYarnSessionCli": .client,
    "kubernetes.cli.KubernetesSessionCli": .client,
    "api.scala.FlinkShell": .client,
    "client.python.PythonGatewayServer": .client,
  ]
}

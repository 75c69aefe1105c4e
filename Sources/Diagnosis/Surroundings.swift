/// How the cluster is deployed; it decides which options Flink overwrites or drops.
package enum Deployment: String, Sendable, Hashable, Codable, CaseIterable {
  case standalone
  case docker
  case kubernetes
  case kubernetesNative = "kubernetes-native"
  case yarn
}

/// Whether the cluster's processes stand on one machine.
package enum Topology: String, Sendable, Hashable, Codable, CaseIterable {
  case single
  case several
  case unknown
}

/// What the node that is examined does in the cluster.
package enum Role: String, Sendable, Hashable, Codable, CaseIterable {
  case jobManager = "jobmanager"
  case taskManager = "taskmanager"
  case client
}

/// Whether the cluster should be running now.
package enum Expectation: String, Sendable, Hashable, Codable, CaseIterable {
  case up
  case down
}

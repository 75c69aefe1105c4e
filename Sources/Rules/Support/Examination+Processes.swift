import Diagnosis
package import Evidence
package import FlinkConfiguration

extension Examination {
  /// The Flink processes whose ports and interfaces are this node's.
  package var processesHere: [ProcessEvidence] { evidence.processes?.here ?? [] }

  /// Those whose configuration is the one under examination, as far as that can be told.
  package var processesOfThisConfiguration: [ProcessEvidence] {
    processesHere.filter { process in
      process.configuration.map { $0.isExamined || $0.hasSameBytes } ?? true
    }
  }

  package func process(_ pid: Int?) -> ProcessEvidence? {
    guard let pid else { return nil }
    return processesHere.first { $0.pid == pid }
  }

  /// How long a process had run when it was looked at; never negative.
  package func age(of process: ProcessEvidence) -> Int64 {
    max(0, (evidence.processes?.lookedAtMs ?? process.startedAtMs) - process.startedAtMs)
  }
}

extension ProcessEvidence {
  /// `the JobManager (process 4711)`.
  package var described: String { "the \(role.title) (process \(pid))" }

  package var flinkVersion: FlinkVersion? { version.flatMap { FlinkVersion($0) } }
}

extension ProcessEvidence.Role {
  package var title: String {
    switch self {
    case .jobManager: "JobManager"
    case .taskManager: "TaskManager"
    case .historyServer: "history server"
    case .zooKeeper: "ZooKeeper"
    case .sqlGateway: "SQL gateway"
    case .client: "client"
    }
  }

  /// It takes part in a cluster, and does not merely talk to one.
  package var isOfCluster: Bool { self == .jobManager || self == .taskManager }
}

extension String {
  /// With a capital at its beginning.
  package var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

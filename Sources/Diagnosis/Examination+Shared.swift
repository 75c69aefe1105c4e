package import FlinkConfiguration

extension Examination {
  /// What the rules of one run share.
  struct Shared: Sendable {
    let jobManagerMemory = VersionMemo<Result<MemoryTable, MemoryFailure>>()
    let taskManagerMemory = VersionMemo<Result<MemoryTable, MemoryFailure>>()
    let portPlan = VersionMemo<PortPlan>()
    let jobManagerEndpoint = VersionMemo<JobManagerEndpoint?>()
    let namedHosts = VersionMemo<[NamedHost]>()
    let peerPorts = VersionMemo<[PeerPort]>()
    let logs = VersionMemo<any Sendable>()
    let running = VersionMemo<Examination?>()
  }

  /// What Flink's start scripts would compute for a JobManager.
  package var jobManagerMemory: Result<MemoryTable, MemoryFailure> {
    shared(\.jobManagerMemory) { $0.memory.jobManager() }
  }

  /// What Flink's start scripts would compute for a TaskManager.
  package var taskManagerMemory: Result<MemoryTable, MemoryFailure> {
    shared(\.taskManagerMemory) { $0.memory.taskManager() }
  }

  /// What must be reachable, by the configuration that is judged.
  package var portPlan: PortPlan {
    shared(\.portPlan) { exam in
      PortPlan(
        version: exam.versionInForce,
        manager: PortPlan.Manager(rawValue: exam.deployment.rawValue) ?? .standalone,
        taskManagersPerHost: exam.taskManagersPerHost.values.max() ?? 1,
        names: exam.configuration.entries.map(\.key)
      ) { exam.setting($0)?.text }
    }
  }

  /// What the rules about logs make of all of them together, once for all rules.
  package func derivedFromLogs<Value: Sendable>(_ compute: (Examination) -> Value) -> Value {
    shared(\.logs, compute: compute) as? Value ?? compute(self)
  }

  private var memory: MemoryModel {
    MemoryModel(configuration, version: versionInForce, dialect: reading.dialect)
  }

  /// What one of the rules computed for a version that is alike to this one, or computes it.
  func shared<Value>(
    _ memo: KeyPath<Shared, VersionMemo<Value>>, compute: (Examination) -> Value
  ) -> Value {
    shared.map { $0[keyPath: memo].value(for: self, compute: compute) } ?? compute(self)
  }
}

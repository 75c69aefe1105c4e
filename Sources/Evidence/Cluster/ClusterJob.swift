/// A job as REST shows it.
package struct ClusterJob: Sendable, Hashable, Codable {
  /// 32 hexadecimal digits.
  package var id: String
  package var name: String
  /// `RUNNING`, `RESTARTING`, `FAILED` and so on, as Flink spells it.
  package var state: String
  package var startedMs: Int64
  /// nil while it is not over.
  package var endedMs: Int64?
  package var lastChangeMs: Int64?
  /// Tasks by state, in lower case: `running`, `scheduled`.
  package var tasks: [String: Int]
  /// The largest parallelism of its vertices; nil when it was not asked for.
  package var parallelism: Int?
  /// How often it restarted (`numRestarts`); nil when the metric did not come.
  package var restarts: Int?
  /// A job of its name was started since and has not failed, so that its own failure is history.
  package var isReplaced = false
  /// Why it failed, the newest first; at most `mostExceptions`.
  package var exceptions: [JobException]
  package var checkpoints: JobCheckpoints?

  package static let mostExceptions = 16

  package init(
    id: String, name: String, state: String, startedMs: Int64 = 0, endedMs: Int64? = nil,
    tasks: [String: Int] = [:], exceptions: [JobException] = []
  ) {
    self.id = id
    self.name = name
    self.state = state
    self.startedMs = startedMs
    self.endedMs = endedMs
    self.tasks = tasks
    self.exceptions = exceptions
  }

  /// It failed, or it is not over and not all of its tasks run.
  package var isInTrouble: Bool {
    state == "FAILED" || isLive && !(state == "RUNNING" && hasAllTasksRunning)
  }

  /// Whether every task runs or has done its work.
  package var hasAllTasksRunning: Bool {
    tasks.allSatisfy { $0.value == 0 || $0.key == "running" || $0.key == "finished" }
  }

  /// Neither finished, failed, cancelled nor suspended.
  package var isLive: Bool { !["FINISHED", "FAILED", "CANCELED", "SUSPENDED"].contains(state) }
}

/// A failure that the JobManager remembers of a job.
package struct JobException: Sendable, Hashable, Codable {
  package var timeMs: Int64?
  /// The stack trace, at most `largest` bytes.
  package var text: String
  /// The task that failed; nil for the job as a whole.
  package var task: String?
  /// `tm1:6121`, the TaskManager's data address as Flink names it.
  package var location: String?
  /// From Flink 1.16.
  package var taskManagerID: String?

  package static let largest = 16_384

  package init(
    timeMs: Int64? = nil, text: String, task: String? = nil, location: String? = nil,
    taskManagerID: String? = nil
  ) {
    self.timeMs = timeMs
    self.text = text
    self.task = task
    self.location = location
    self.taskManagerID = taskManagerID
  }

  /// The innermost cause: `java.io.IOException: No space left on device`.
  package var rootCause: String {
    let lines = text.split(separator: "\n")
    let last = lines.last { $0.hasPrefix("Caused by: ") }
    return last.map { String($0.dropFirst("Caused by: ".count)) } ?? lines.first.map(String.init)
      ?? ""
  }
}

/// What `/jobs/:id/checkpoints` and its `config` tell.
package struct JobCheckpoints: Sendable, Hashable, Codable {
  package struct Checkpoint: Sendable, Hashable, Codable {
    package var id: Int
    package var triggeredMs: Int64
    /// Of its last acknowledgement; nil where there was none.
    package var acknowledgedMs: Int64?
    package var stateBytes: Int64?
    package var isSavepoint: Bool
    /// Why it failed, as Flink has it.
    package var failure: String?

    package init(
      id: Int, triggeredMs: Int64 = 0, acknowledgedMs: Int64? = nil, stateBytes: Int64? = nil,
      isSavepoint: Bool = false, failure: String? = nil
    ) {
      self.id = id
      self.triggeredMs = triggeredMs
      self.acknowledgedMs = acknowledgedMs
      self.stateBytes = stateBytes
      self.isSavepoint = isSavepoint
      self.failure = failure
    }
  }

  package var completed: Int
  package var failed: Int
  package var inProgress: Int
  package var latestCompleted: Checkpoint?
  package var latestFailed: Checkpoint?
  /// How many at the newest end of the history failed one after another, the one that runs not
  /// counted.
  package var failedInARow: Int
  /// nil where there are no periodic ones.
  package var intervalMs: Int64?
  package var timeoutMs: Int64?
  /// `JobManagerCheckpointStorage`, `FileSystemCheckpointStorage`; nil before 1.13.
  package var storage: String?
  /// `MemoryStateBackend`, `HashMapStateBackend`, `RocksDBStateBackend`.
  package var backend: String?

  package init(completed: Int = 0, failed: Int = 0, inProgress: Int = 0, failedInARow: Int = 0) {
    self.completed = completed
    self.failed = failed
    self.inProgress = inProgress
    self.failedInARow = failedInARow
  }
}

import Evidence

/// `/jobs/:id/checkpoints`.
struct CheckpointsAnswer: Decodable {
  struct Counts: Decodable {
    var completed: Int
    var failed: Int
    var inProgress: Int

    private enum CodingKeys: String, CodingKey {
      case completed, failed
      case inProgress = "in_progress"
    }
  }

  struct Checkpoint: Decodable {
    var id: Int
    var status: String?
    var isSavepoint: Bool?
    var triggered: Int64?
    var acknowledged: Int64?
    var stateSize: Int64?
    var failure: String?

    private enum CodingKeys: String, CodingKey {
      case id, status
      case isSavepoint = "is_savepoint"
      case triggered = "trigger_timestamp"
      case acknowledged = "latest_ack_timestamp"
      case stateSize = "state_size"
      case failure = "failure_message"
    }

    var evidence: JobCheckpoints.Checkpoint {
      JobCheckpoints.Checkpoint(
        id: id, triggeredMs: triggered ?? 0,
        acknowledgedMs: acknowledged.flatMap { $0 > 0 ? $0 : nil }, stateBytes: stateSize,
        isSavepoint: isSavepoint ?? false,
        failure: failure.map { String($0.prefix(2000)) })
    }
  }

  struct Latest: Decodable {
    var completed: Checkpoint?
    var failed: Checkpoint?
  }

  var counts: Counts
  var latest: Latest?
  /// The newest first.
  var history: [Checkpoint]?

  var evidence: JobCheckpoints {
    // When a job restarts, the checkpoint that is under way fails for no reason of its own.
    let ended = (history ?? []).sorted { $0.id > $1.id }.filter {
      $0.status != "IN_PROGRESS" && $0.failure?.hasPrefix("Checkpoint Coordinator is susp") != true
    }
    var evidence = JobCheckpoints(
      completed: counts.completed, failed: counts.failed, inProgress: counts.inProgress,
      failedInARow: ended.prefix { $0.status == "FAILED" }.count)
    evidence.latestCompleted = latest?.completed?.evidence
    evidence.latestFailed =
      (ended.first { $0.status == "FAILED" && $0.failure != nil } ?? latest?.failed)?.evidence
    return evidence
  }
}

/// `/jobs/:id/checkpoints/config`.
struct CheckpointConfigAnswer: Decodable {
  var interval: Int64?
  var timeout: Int64?
  var storage: String?
  var backend: String?

  private enum CodingKeys: String, CodingKey {
    case interval, timeout
    case storage = "checkpoint_storage"
    case backend = "state_backend"
  }

  func add(to checkpoints: inout JobCheckpoints) {
    // The greatest number stands for none.
    checkpoints.intervalMs = interval.flatMap { $0 > 0 && $0 < Int64.max ? $0 : nil }
    checkpoints.timeoutMs = timeout
    checkpoints.storage = storage
    checkpoints.backend = backend
  }
}

import Evidence

/// `/jobs/overview`.
struct JobsAnswer: Decodable {
  struct Job: Decodable {
    var jid: String
    var name: String?
    var state: String
    var startTime: Int64?
    var endTime: Int64?
    var lastModification: Int64?
    var tasks: [String: Int]?

    private enum CodingKeys: String, CodingKey {
      case jid, name, state, tasks
      case startTime = "start-time"
      case endTime = "end-time"
      case lastModification = "last-modification"
    }
  }

  var jobs: [Job]

  var evidence: [ClusterJob] {
    jobs.map { job in
      var tasks = job.tasks ?? [:]
      tasks["total"] = nil
      var evidence = ClusterJob(
        id: job.jid, name: job.name ?? job.jid, state: job.state, startedMs: job.startTime ?? 0,
        endedMs: job.endTime.flatMap { $0 > 0 ? $0 : nil }, tasks: tasks.filter { $0.value > 0 })
      evidence.lastChangeMs = job.lastModification
      return evidence
    }
  }
}

/// `/jobs/:id`, as far as it is wanted.
struct JobAnswer: Decodable {
  struct Vertex: Decodable { var parallelism: Int? }

  var vertices: [Vertex]?
  /// The JobManager's clock when it answered, in milliseconds since 1970.
  var now: Int64?
}

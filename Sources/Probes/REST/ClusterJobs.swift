import Evidence
import Sockets

/// Asks for the jobs that matter: those that are not over, and those that failed of late.
struct ClusterJobs: Sendable {
  private let client: RESTClient
  private let clock: WallClock

  /// The JobManager's clock, which jobs tell, is read beside `clock`.
  init(_ client: RESTClient, beside clock: WallClock) {
    self.client = client
    self.clock = clock
  }

  /// Of more jobs only the state is told.
  private static let most = 24
  /// A failure that is older is history.
  private static let fresh: Int64 = 3_600_000

  struct Details: Sendable {
    var jobs: [ClusterJob]
    var leftOut: Int
    var failures: [RESTFailure]
    /// How far the JobManager's clock is ahead, as the running job tells that was answered fastest;
    /// nil when none runs.
    var offset: ClockOffset?
  }

  private struct Look: Sendable {
    var job: ClusterJob
    var failures: [RESTFailure] = []
    var offset: ClockOffset?
  }

  func details(
    of answer: Result<JobsAnswer, RESTFailure>, nowMs: Double?, within limit: TimeLimit
  ) async -> Result<Details, RESTFailure> {
    switch answer {
    case .success(let jobs):
      .success(await details(of: jobs.evidence, nowMs: nowMs, within: limit))
    case .failure(let failure): .failure(failure)
    }
  }

  private func details(
    of all: [ClusterJob], nowMs: Double?, within limit: TimeLimit
  ) async -> Details {
    // Without a clock the newest thing that happened stands for now.
    let now = nowMs.map { Int64($0) } ?? all.compactMap(\.lastChangeMs).max() ?? 0
    let concerned = all.filter { job in
      job.isLive || job.state == "FAILED" && now - (job.endedMs ?? now) < Self.fresh
    }.map { marked($0, among: all) }.sorted { left, right in
      left.trouble != right.trouble
        ? left.trouble > right.trouble : left.startedMs > right.startedMs
    }
    let chosen = concerned.prefix(Self.most)
    let looked = await withTaskGroup(of: Look.self) { group in
      for job in chosen { group.addTask { await look(at: job, within: limit) } }
      var looked: [Look] = []
      for await one in group { looked.append(one) }
      return looked
    }
    let jobs = looked.map(\.job) + concerned.dropFirst(Self.most)
    let failures = looked.flatMap(\.failures).sorted { $0.path < $1.path }
    return Details(
      jobs: jobs.sorted { ($0.startedMs, $0.id) < ($1.startedMs, $1.id) },
      leftOut: max(0, concerned.count - Self.most), failures: Array(failures.prefix(8)),
      offset: looked.compactMap(\.offset).min { $0.errorMs < $1.errorMs })
  }

  /// With whether it was started again since, which only the list of all jobs tells.
  private func marked(_ job: ClusterJob, among all: [ClusterJob]) -> ClusterJob {
    guard job.state == "FAILED" else { return job }
    var job = job
    job.isReplaced = all.contains { other in
      other.name == job.name && other.startedMs > job.startedMs && other.state != "FAILED"
    }
    return job
  }

  private func look(at job: ClusterJob, within limit: TimeLimit) async -> Look {
    guard let path = RESTPath.job(job.id), let exceptions = RESTPath.exceptions(ofJob: job.id),
      let checkpoints = RESTPath.checkpoints(ofJob: job.id),
      let config = RESTPath.checkpointConfig(ofJob: job.id),
      let restarts = RESTPath.restarts(ofJob: job.id)
    else { return Look(job: job) }
    async let details = client.timed(path, as: JobAnswer.self, within: limit)
    async let why = client.get(exceptions, as: ExceptionsAnswer.self, within: limit)
    async let done = client.get(checkpoints, as: CheckpointsAnswer.self, within: limit)
    async let plan = client.get(config, as: CheckpointConfigAnswer.self, within: limit)
    async let again = client.get(restarts, as: [MetricAnswer].self, within: limit)

    var job = job
    var failures: [RESTFailure] = []
    func take<Answer>(_ result: Result<Answer, RESTFailure>) -> Answer? {
      switch result {
      case .success(let answer): return answer
      // A job without checkpoints has none to tell of, and one may end while it is asked about.
      case .failure(let failure):
        if failure.status != 404 { failures.append(failure) }
        return nil
      }
    }
    let told = take(await details)
    job.parallelism = told?.answer.vertices?.compactMap(\.parallelism).max()
    job.exceptions = take(await why)?.evidence ?? []
    job.checkpoints = take(await done)?.evidence
    if let config = take(await plan), var checkpoints = job.checkpoints {
      config.add(to: &checkpoints)
      job.checkpoints = checkpoints
    }
    job.restarts = take(await again)?.first?.value.flatMap { Int($0) }
    let offset = job.state == "RUNNING" ? told.flatMap { clock.offset(of: $0) } : nil
    return Look(job: job, failures: failures, offset: offset)
  }
}

extension ClusterJob {
  /// What is worse is looked at first.
  fileprivate var trouble: Int {
    switch state {
    case "RUNNING" where tasks["running", default: 0] == tasks.values.reduce(0, +): 0
    case "FAILED" where isReplaced: 0
    case "FAILED": 1
    case "RUNNING": 2
    default: 3
    }
  }
}

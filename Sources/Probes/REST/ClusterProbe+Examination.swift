import Evidence
import FlinkConfiguration
import Sockets

extension ClusterProbe {
  /// All that is wanted of the JobManager that answers, and its clock.
  func examine(
    _ greeting: Greeting, _ client: RESTClient, within limit: TimeLimit
  ) async -> (cluster: ClusterEvidence, clock: PeerClockEvidence) {
    var evidence = greeting.evidence
    let clock =
      target.extent == .all
      ? await inspect(client, greeting.clock, &evidence, within: limit)
      : await glance(client, greeting.clock, &evidence, within: limit)
    evidence.clock = clock.offset
    evidence.requests += await client.requests
    evidence.durationMs = Double(greeting.clock.elapsed) / 1e6
    return (evidence, clock)
  }

  /// Only what changes: who is registered, which jobs are in which state, and the clock.
  private func glance(
    _ client: RESTClient, _ clock: WallClock, _ evidence: inout ClusterEvidence,
    within limit: TimeLimit
  ) async -> PeerClockEvidence {
    async let settings = client.settings(within: limit)
    async let taskManagers = client.taskManagers(within: limit)
    async let jobs = client.jobs(within: limit)
    evidence.take(await settings) { $0.configuration = $1.settings }
    evidence.take(await taskManagers) { $0.taskManagers = $1.evidence }
    let all = await jobs
    evidence.take(all) { $0.jobs = $1.evidence }
    return await JobManagerClock(client, beside: clock).read(all, within: limit)
  }

  private func inspect(
    _ client: RESTClient, _ clock: WallClock, _ evidence: inout ClusterEvidence,
    within limit: TimeLimit
  ) async -> PeerClockEvidence {
    let metrics = ClusterMetrics(client)
    async let overview = client.get(.overview, as: OverviewAnswer.self, within: limit)
    async let settings = client.settings(within: limit)
    async let taskManagers = client.taskManagers(within: limit)
    async let jobs = client.jobs(within: limit)
    async let date = JobManagerClock(client, beside: clock).date(within: limit)
    // Whoever asks first for metrics makes the JobManager fetch them.
    async let names = metrics.names(within: limit)

    evidence.take(await overview) { $0.overview = $1.evidence }
    evidence.take(await settings) { $0.configuration = $1.settings }
    evidence.take(await taskManagers) { $0.taskManagers = $1.evidence }
    let (all, dated) = (await jobs, await date)
    // To a second is enough to tell what is history.
    evidence.clock = dated.offset
    let now = evidence.nowMs?.ms
    async let details = ClusterJobs(client, beside: clock).details(
      of: all, nowMs: now, within: limit)

    let ids = evidence.taskManagers?.map(\.id) ?? []
    let known = await names
    let measured = await metrics.measure(known, taskManagers: ids, within: limit)
    evidence.jobManager = measured.jobManager
    for at in (evidence.taskManagers ?? []).indices {
      evidence.taskManagers?[at].jvm = measured.taskManagers[ids[at]]
    }
    var offset: ClockOffset?
    evidence.take(await details) {
      $0.jobs = $1.jobs
      $0.jobsLeftOut = $1.leftOut
      $0.failures += $1.failures
      offset = $1.offset
    }
    if target.dumpsThreads { evidence.threads = await dumpThreads(client, ids, within: limit) }
    if let window = target.garbageWindow {
      evidence.window = await watchGarbage(
        for: window, metrics, known, evidence, within: limit)
    }
    return dated.refined(by: offset)
  }

  private static let mostDumps = 32

  private func dumpThreads(
    _ client: RESTClient, _ ids: [String], within limit: TimeLimit
  ) async -> [ThreadsEvidence] {
    let processes =
      [("jobmanager", RESTPath.jobManagerThreads)]
      + ids.prefix(Self.mostDumps).map { ($0, RESTPath.threads(ofTaskManager: $0)) }
    return await withTaskGroup(of: ThreadsEvidence.self) { group in
      for (process, path) in processes {
        group.addTask {
          switch await client.get(path, as: ThreadsAnswer.self, within: limit) {
          case .success(let dump): dump.evidence(of: process)
          case .failure(let failure): ThreadsEvidence(process: process, failure: failure)
          }
        }
      }
      var dumps: [ThreadsEvidence] = []
      for await dump in group { dumps.append(dump) }
      return dumps.sorted { $0.process < $1.process }
    }
  }

  private func watchGarbage(
    for window: Duration, _ metrics: ClusterMetrics, _ names: ClusterMetrics.Names?,
    _ evidence: ClusterEvidence, within limit: TimeLimit
  ) async -> GarbageWindow {
    let interval =
      evidence.running("metrics.fetcher.update-interval").flatMap { text in
        (try? DurationGrammar.parse(text, version: FlinkVersion(1, 20)))?.milliseconds
      } ?? 10_000
    guard let names else {
      return GarbageWindow(durationMs: 0, updateIntervalMs: interval)
    }
    let ids = evidence.taskManagers?.map(\.id) ?? []
    return await GarbageWatch(metrics, names, taskManagers: ids, updateIntervalMs: interval)
      .watch(for: window, within: limit)
  }
}

extension RESTClient {
  fileprivate func settings(within limit: TimeLimit) async -> Result<[SettingAnswer], RESTFailure> {
    await get(.jobManagerConfig, within: limit)
  }

  fileprivate func taskManagers(
    within limit: TimeLimit
  ) async -> Result<TaskManagersAnswer, RESTFailure> {
    await get(.taskManagers, most: Self.largest, within: limit)
  }

  func jobs(within limit: TimeLimit) async -> Result<JobsAnswer, RESTFailure> {
    await get(.jobs, most: Self.largest, within: limit)
  }

  private static let largest = 32 << 20
}

extension ClusterEvidence {
  /// Takes what was read, or keeps why it was not.
  fileprivate mutating func take<Answer>(
    _ result: Result<Answer, RESTFailure>, _ add: (inout ClusterEvidence, Answer) -> Void
  ) {
    switch result {
    case .success(let answer): add(&self, answer)
    case .failure(let failure): failures.append(failure)
    }
  }
}

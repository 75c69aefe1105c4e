import Evidence
import FlinkConfiguration
import Sockets

/// Looks at a running cluster through REST, by paths that neither change nor log anything.
struct ClusterProbe: Sendable {
  let target: ClusterTarget
  let book: NameBook
  let dialer: Dialer

  /// Of the endpoints the first that answers as a JobManager, or why the first does not.
  ///
  /// nil when there is none to ask.
  func look(within limit: TimeLimit) async -> ClusterEvidence? {
    var first: ClusterEvidence?
    for endpoint in target.endpoints {
      let evidence = await look(at: endpoint, within: limit)
      if evidence.failure == nil { return evidence }
      first = first ?? evidence
    }
    return first
  }

  private func look(at endpoint: RESTEndpoint, within limit: TimeLimit) async -> ClusterEvidence {
    let start = ContinuousClock.now
    var evidence = ClusterEvidence(
      url: endpoint.url, host: endpoint.host, port: endpoint.port,
      observedAtMs: WallClock().start / 1_000_000)
    evidence.ignoredProxy = target.ignoredProxy
    switch await connect(to: endpoint, &evidence, within: limit) {
    case .success(let client):
      await examine(client, &evidence, within: limit)
      evidence.requests += await client.requests
    case .failure(let failure): evidence.failure = failure
    }
    evidence.durationMs = start.duration(to: .now).milliseconds
    return evidence
  }

  // MARK: Who answers

  private static let mostRedirects = 3

  /// A client for the endpoint, or for the one that it leads to.
  private func connect(
    to endpoint: RESTEndpoint, _ evidence: inout ClusterEvidence, within limit: TimeLimit
  ) async -> Result<RESTClient, RESTFailure> {
    var endpoint = endpoint
    while true {
      let path = RESTPath.config
      guard let address = await address(of: endpoint.host, within: limit) else {
        return .failure(RESTFailure(.unresolved, path: path.text, text: endpoint.host))
      }
      evidence.address = address.description
      var tls: HTTPSClient?
      if endpoint.isTLS {
        switch await openStores(within: limit) {
        case .success(let client): tls = client
        case .failure(let failure):
          return .failure(RESTFailure(.tls, path: path.text, text: failure.words))
        }
      }
      let client = RESTClient(endpoint, at: address, tls: tls, dialer)
      switch await client.get(path, as: ConfigAnswer.self, within: limit) {
      case .success(let config):
        evidence.version = config.flinkVersion
        evidence.revision = config.flinkRevision
        evidence.host = endpoint.host
        evidence.port = endpoint.port
        return .success(client)
      case .failure(let failure):
        guard failure.kind == .redirected, let next = endpoint.redirected(to: failure.text),
          evidence.redirects.count < Self.mostRedirects, next != endpoint
        else { return .failure(failure) }
        evidence.requests += await client.requests
        evidence.redirects.append(next.url)
        endpoint = next
      }
    }
  }

  /// Opening a store takes its time by design; see `StoreProbe`.
  private func openStores(within limit: TimeLimit) async -> Result<HTTPSClient, TLSClient.Failure> {
    let trust = target.trust
    let opened = await blocking(until: limit.end) {
      Result { () throws(TLSClient.Failure) in try trust.client() }
    }
    return opened ?? .failure(TLSClient.Failure(words: "its stores do not open in time"))
  }

  /// The address that the JVM would take: IPv4 before IPv6.
  private func address(of host: String, within limit: TimeLimit) async -> IPAddress? {
    if let literal = IPAddress(host) { return literal }
    // Where a redirect leads, nobody knew beforehand.
    if target.endpoints.contains(where: { $0.host == host }) {
      return await book.addresses(of: host).first
    }
    let answer = await NameProbe.ofThisMachine().look(up: host, within: limit) { _ in }
    return answer?.addresses.compactMap { IPAddress($0) }.min()
  }

  // MARK: What it shows

  private func examine(
    _ client: RESTClient, _ evidence: inout ClusterEvidence, within limit: TimeLimit
  ) async {
    if target.isGlance {
      await glance(client, &evidence, within: limit)
      return
    }
    let metrics = ClusterMetrics(client)
    async let overview = client.get(.overview, as: OverviewAnswer.self, within: limit)
    async let settings = client.get(.jobManagerConfig, as: [SettingAnswer].self, within: limit)
    async let taskManagers = client.get(
      .taskManagers, as: TaskManagersAnswer.self, most: Self.largest, within: limit)
    async let jobs = client.get(.jobs, as: JobsAnswer.self, most: Self.largest, within: limit)
    async let offset = JobManagerClock(client).read(within: limit)?.offset
    // Whoever asks first for metrics makes the JobManager fetch them.
    async let names = metrics.names(within: limit)

    evidence.take(await overview) { $0.overview = $1.evidence }
    evidence.take(await settings) { $0.configuration = $1.settings }
    evidence.take(await taskManagers) { $0.taskManagers = $1.evidence }
    evidence.clock = await offset
    let (all, now) = (await jobs, evidence.nowMs?.ms)
    async let details = ClusterJobs(client).details(of: all, nowMs: now, within: limit)

    let ids = evidence.taskManagers?.map(\.id) ?? []
    let known = await names
    let measured = await metrics.measure(known, taskManagers: ids, within: limit)
    evidence.jobManager = measured.jobManager
    for at in (evidence.taskManagers ?? []).indices {
      evidence.taskManagers?[at].jvm = measured.taskManagers[ids[at]]
    }
    evidence.take(await details) {
      $0.jobs = $1.jobs
      $0.jobsLeftOut = $1.leftOut
      $0.failures += $1.failures
    }
    if target.dumpsThreads { evidence.threads = await dumpThreads(client, ids, within: limit) }
    if let window = target.garbageWindow {
      evidence.window = await watchGarbage(
        for: window, metrics, known, evidence, within: limit)
    }
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

  /// Only what changes: who is registered, and which jobs are in which state.
  private func glance(
    _ client: RESTClient, _ evidence: inout ClusterEvidence, within limit: TimeLimit
  ) async {
    async let settings = client.get(.jobManagerConfig, as: [SettingAnswer].self, within: limit)
    async let taskManagers = client.get(
      .taskManagers, as: TaskManagersAnswer.self, most: Self.largest, within: limit)
    async let jobs = client.get(.jobs, as: JobsAnswer.self, most: Self.largest, within: limit)
    evidence.take(await settings) { $0.configuration = $1.settings }
    evidence.take(await taskManagers) { $0.taskManagers = $1.evidence }
    evidence.take(await jobs) { $0.jobs = $1.evidence }
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

extension JobManagerClock {
  /// Over whatever the client speaks.
  init(_ client: RESTClient) {
    self.init(
      host: client.endpoint.host, address: client.address.description, port: client.endpoint.port
    ) { path, end in await client.ask(path, until: end) }
  }
}

extension RESTEndpoint {
  /// Where `Location` leads to, when that is `/config` of some JobManager; nil otherwise.
  ///
  /// The password goes to the named host alone, and not from HTTPS to HTTP.
  fileprivate func redirected(to location: String?) -> RESTEndpoint? {
    guard let location, location.hasSuffix(RESTPath.config.text) else { return nil }
    let base = String(location.dropLast(RESTPath.config.text.utf8.count))
    if base.hasPrefix("/") || base.isEmpty {
      var next = self
      next.base = base
      return next
    }
    guard base.hasPrefix("http://") || base.hasPrefix("https://"), var next = RESTEndpoint(base)
    else { return nil }
    next.authorization = next.host == host && (next.isTLS || !isTLS) ? authorization : nil
    return next
  }
}

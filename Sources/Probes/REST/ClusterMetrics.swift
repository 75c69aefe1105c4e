import Evidence
import Sockets

/// Asks for the metrics of all JVMs of a cluster.
///
/// The JobManager keeps metrics, fetches them only when somebody asks, and no more often than
/// `metrics.fetcher.update-interval`: the first answer is empty by design (`MetricFetcherImpl`).
struct ClusterMetrics: Sendable {
  private let client: RESTClient

  init(_ client: RESTClient) { self.client = client }

  /// The collectors of the JobManager and of the TaskManagers; nil while there is nothing.
  struct Names: Sendable {
    var jobManager: JVMMetrics
    var taskManagers: JVMMetrics
  }

  /// How long the first values are waited for: they come as soon as the TaskManagers answer.
  private static let patience = Duration.milliseconds(1200)
  /// Up to so many TaskManagers are asked one by one.
  private static let fewTaskManagers = 32
  /// No more are asked one by one when all together show trouble.
  private static let mostTaskManagers = 1000

  /// Asks again until the metrics have been fetched.
  func names(within limit: TimeLimit) async -> Names? {
    let end = min(limit.end, .now.advanced(by: Self.patience))
    while true {
      async let ofJobManager = client.get(
        .jobManagerMetrics(), as: [MetricAnswer].self, within: limit)
      async let ofTaskManagers = client.get(
        .taskManagersMetrics(), as: [MetricAnswer].self, within: limit)
      let (own, theirs) = (try? await ofJobManager.get(), try? await ofTaskManagers.get())
      guard let own, let theirs else { return nil }
      let names = Names(
        jobManager: JVMMetrics(among: own.map(\.id)),
        taskManagers: JVMMetrics(among: theirs.map(\.id)))
      let isFetched = own.contains { $0.id == JVMMetrics.heapUsed }
      if isFetched, !names.taskManagers.collectors.isEmpty { return names }
      // Where no TaskManager is, or none lets its metrics be fetched, the JobManager's are all.
      guard ContinuousClock.now.advanced(by: .milliseconds(150)) < end else {
        return isFetched ? names : nil
      }
      try? await Task.sleep(for: .milliseconds(150))
    }
  }

  /// The JobManager's and each TaskManager's JVM, as far as their metrics came.
  func measure(
    _ names: Names?, taskManagers ids: [String], within limit: TimeLimit
  ) async -> (jobManager: JVMEvidence?, taskManagers: [String: JVMEvidence]) {
    guard let names else { return (nil, [:]) }
    async let own = jobManager(names, within: limit)
    let asked =
      ids.count <= Self.fewTaskManagers
      ? ids : await isAllWell(names, within: limit) ? [] : Array(ids.prefix(Self.mostTaskManagers))
    let theirs = await each(names, asked, within: limit)
    return (await own, theirs)
  }

  func jobManager(_ names: Names, within limit: TimeLimit) async -> JVMEvidence? {
    let answer = await client.get(
      .jobManagerMetrics(names.jobManager.names), as: [MetricAnswer].self, within: limit)
    return (try? answer.get()).flatMap { names.jobManager.evidence($0.values) }
  }

  func each(
    _ names: Names, _ ids: [String], within limit: TimeLimit
  ) async -> [String: JVMEvidence] {
    await withTaskGroup(of: (String, JVMEvidence?).self) { group in
      for id in ids {
        group.addTask {
          let answer = await client.get(
            .metrics(names.taskManagers.names, ofTaskManager: id), as: [MetricAnswer].self,
            within: limit)
          return (id, (try? answer.get()).flatMap { names.taskManagers.evidence($0.values) })
        }
      }
      var found: [String: JVMEvidence] = [:]
      for await (id, jvm) in group { found[id] = jvm }
      return found
    }
  }

  /// All TaskManagers together: the sums of their collections, and the fullest heap.
  func all(_ names: Names, within limit: TimeLimit) async -> [String: AggregatedAnswer] {
    let answer = await client.get(
      .taskManagersMetrics(names.taskManagers.names), as: [AggregatedAnswer].self, within: limit)
    return Dictionary(((try? answer.get()) ?? []).map { ($0.id, $0) }) { first, _ in first }
  }

  /// The fullest heap and metaspace leave room even in the smallest.
  private func isAllWell(_ names: Names, within limit: TimeLimit) async -> Bool {
    let all = await all(names, within: limit)
    let pairs = [
      (JVMMetrics.heapUsed, JVMMetrics.heapMax),
      (JVMMetrics.metaspaceUsed, JVMMetrics.metaspaceMax),
    ]
    return pairs.allSatisfy { used, most in
      guard let used = all[used]?.max, let most = all[most]?.min else { return false }
      return used < 0.85 * most
    }
  }
}

extension [MetricAnswer] {
  /// By name; what is no number is left out.
  fileprivate var values: [String: Double] {
    reduce(into: [:]) { values, metric in
      values[metric.id] = metric.value.flatMap { Double($0) }
    }
  }
}

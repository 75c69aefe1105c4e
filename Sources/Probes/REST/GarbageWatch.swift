import Evidence
import Sockets

/// Watches what garbage collections take, over a window of several updates of the metrics.
///
/// Few TaskManagers are watched one by one. Of many all are taken together, since what none of them
/// can have spent alone clears them all; only when that is much they are watched one by one.
struct GarbageWatch: Sendable {
  private let metrics: ClusterMetrics
  private let names: ClusterMetrics.Names
  private let ids: [String]
  private let updateIntervalMs: Int64

  init(
    _ metrics: ClusterMetrics, _ names: ClusterMetrics.Names, taskManagers ids: [String],
    updateIntervalMs: Int64
  ) {
    self.metrics = metrics
    self.names = names
    self.ids = ids
    self.updateIntervalMs = updateIntervalMs
  }

  private static let few = 32
  /// Of all time, from which on many TaskManagers are watched one by one.
  private static let much = 0.05

  func watch(for window: Duration, within limit: TimeLimit) async -> GarbageWindow {
    let start = ContinuousClock.now
    let end = min(start.advanced(by: window), limit.deadline)
    var tracks: [String: Track] = [:]
    var each = ids.count <= Self.few
    // More often than they are updated, so that no two updates pass for one.
    let pause = Duration.milliseconds(max(200, updateIntervalMs / 3))
    while true {
      for (name, sample) in await samples(each: each, within: limit) {
        tracks[name, default: Track()].add(sample)
      }
      let elapsed = start.duration(to: .now).milliseconds
      if !each, let all = tracks[Self.all],
        Double(all.timeMs) > Self.much * max(elapsed, Double(updateIntervalMs))
      {
        each = true
      }
      guard ContinuousClock.now.advanced(by: pause) < end else { break }
      try? await Task.sleep(for: pause)
      if Task.isCancelled { break }
    }
    return GarbageWindow(
      durationMs: start.duration(to: .now).milliseconds, updateIntervalMs: updateIntervalMs,
      processes: tracks.map { name, track in
        track.process(name, count: name == Self.all ? ids.count : 1)
      }.sorted { $0.name < $1.name })
  }

  private static let all = "taskmanagers"

  /// The collections of each process since its start.
  private func samples(each: Bool, within limit: TimeLimit) async -> [String: Sample] {
    async let own = metrics.jobManager(names, within: limit)
    var samples: [String: Sample] = [:]
    if each {
      for (id, jvm) in await metrics.each(names, ids, within: limit) { samples[id] = Sample(jvm) }
    } else {
      let all = await metrics.all(names, within: limit)
      let times = names.taskManagers.times.compactMap { all[$0]?.sum }
      let counts = names.taskManagers.counts.compactMap { all[$0]?.sum }
      if times.count == names.taskManagers.times.count {
        samples[Self.all] = Sample(
          collections: Int(counts.reduce(0, +)), timeMs: Int64(times.reduce(0, +)),
          heapUsed: Int64(all[JVMMetrics.heapUsed]?.sum ?? 0))
      }
    }
    samples["jobmanager"] = (await own).flatMap { Sample($0) }
    return samples
  }
}

private struct Sample: Equatable {
  var collections: Int
  var timeMs: Int64
  /// Another one at every update, whether anything was collected or not.
  var heapUsed: Int64

  init(collections: Int, timeMs: Int64, heapUsed: Int64) {
    self.collections = collections
    self.timeMs = timeMs
    self.heapUsed = heapUsed
  }

  init?(_ jvm: JVMEvidence) {
    guard let collections = jvm.collections, let time = jvm.collectionTimeMs else { return nil }
    self.init(collections: collections, timeMs: time, heapUsed: jvm.heapUsed ?? 0)
  }
}

/// The samples of one process, as they come.
private struct Track {
  private var first: Sample?
  private var last: Sample?
  private var seen = ContinuousClock.now
  private var longest: Int64 = 0
  private(set) var updates = 0

  var timeMs: Int64 { max(0, (last?.timeMs ?? 0) - (first?.timeMs ?? 0)) }

  mutating func add(_ sample: Sample) {
    defer { last = sample }
    guard let last else {
      first = sample
      updates = 1
      return
    }
    // Less than before: the process was started again.
    if sample.timeMs < last.timeMs || sample.collections < last.collections {
      first = sample
      return
    }
    guard sample != last else { return }
    updates += 1
    longest = max(longest, sample.timeMs - last.timeMs)
  }

  func process(_ name: String, count: Int) -> GarbageWindow.Process {
    GarbageWindow.Process(
      name: name, count: count,
      collections: max(0, (last?.collections ?? 0) - (first?.collections ?? 0)), timeMs: timeMs,
      longestAtMostMs: longest, updates: updates)
  }
}

extension LogEvidence {
  /// The logs of several nodes as those of one cluster: a path says whose it is (`tm1:/opt/flink/log/…`).
  ///
  /// The times of all must be on one clock. What several nodes have from the cluster, by its URL, is
  /// there once, as the one has it that has most of it.
  package static func joining(_ nodes: [(name: String, logs: LogEvidence)]) -> LogEvidence {
    var most: [String: (node: String, lines: Int)] = [:]
    for (name, logs) in nodes {
      for file in logs.files where file.isOfCluster && file.lines > most[file.path]?.lines ?? -1 {
        most[file.path] = (name, file.lines)
      }
    }
    var all = LogEvidence()
    all.zone = nodes.first?.logs.zone
    all.zoneSource = nodes.first?.logs.zoneSource
    for (name, logs) in nodes {
      var logs = logs
      var kept: [Int] = []
      for at in logs.files.indices {
        if let other = most[logs.files[at].path]?.node, other != name { continue }
        kept.append(at)
        if !logs.files[at].isOfCluster { logs.files[at].path = "\(name):\(logs.files[at].path)" }
      }
      all.append(logs, files: kept)
    }
    return all
  }

  /// Puts other logs behind these; of their files all, or those at some places.
  package mutating func append(_ other: LogEvidence, files kept: [Int]? = nil) {
    let places = Dictionary(
      uniqueKeysWithValues: (kept ?? Array(other.files.indices)).enumerated().map {
        ($1, files.count + $0)
      })
    files += places.sorted { $0.value < $1.value }.map { old, _ in
      var file = other.files[old]
      file.continues = file.continues.flatMap { places[$0] }
      return file
    }
    let timed = Self.timed(events) + Self.timed(other.events.compactMap { $0.moved(to: places) })
    events = timed.indices.sorted { (timed[$0].time, $0) < (timed[$1].time, $1) }
      .map { timed[$0].event }
    silences += other.silences.compactMap { $0.moved(to: places) }
    collections += other.collections.compactMap { $0.moved(to: places) }
    deaths += other.deaths.compactMap { $0.moved(to: places) }
    skews += other.skews.compactMap { skew in
      guard let place = places[skew.other], var moved = skew.moved(to: places) else { return nil }
      moved.other = place
      return moved
    }
    dropped += other.dropped
  }

  /// An event without a time is where the one before it is.
  private static func timed(_ events: [LogEvent]) -> [(time: Int64, event: LogEvent)] {
    var latest = Int64.min
    return events.map { event in
      latest = max(latest, event.time ?? latest)
      return (latest, event)
    }
  }
}

extension LogFileEvidence {
  /// Whether it came from the cluster's REST, and not from a file of the node.
  fileprivate var isOfCluster: Bool { path.hasPrefix("http") && path.contains("://") }
}

/// What names a file by its place.
private protocol OfAFile {
  var file: Int { get set }
}

extension OfAFile {
  /// The same where the files have other places; nil where its own has none.
  fileprivate func moved(to places: [Int: Int]) -> Self? {
    guard let place = places[file] else { return nil }
    var moved = self
    moved.file = place
    return moved
  }
}

extension LogEvent: OfAFile {}
extension LogSilence: OfAFile {}
extension GarbageCollectionEvidence: OfAFile {}
extension DeathEvidence: OfAFile {}
extension LogSkew: OfAFile {}

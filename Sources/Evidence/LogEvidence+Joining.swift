extension LogEvidence {
  /// The logs of several nodes as those of one cluster.
  ///
  /// The times of all must be on one clock. What several have under one path, as the stack traces
  /// that REST tells, is there once, from the one that has most of it.
  package static func joining(_ nodes: [LogEvidence]) -> LogEvidence {
    var most: [String: (node: Int, lines: Int)] = [:]
    for (node, logs) in nodes.enumerated() {
      for file in logs.files where file.lines > most[file.path]?.lines ?? -1 {
        most[file.path] = (node, file.lines)
      }
    }
    var all = LogEvidence()
    all.zone = nodes.first?.zone
    all.zoneSource = nodes.first?.zoneSource
    for (node, logs) in nodes.enumerated() {
      all.append(
        logs, files: logs.files.indices.filter { most[logs.files[$0].path]?.node == node })
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

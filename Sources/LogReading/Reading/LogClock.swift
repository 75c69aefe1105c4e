import Evidence

/// Brings the stamps of all files on one clock: UTC where anything tells the zone.
struct LogClock {
  let zone: Int?
  let source: String?
  private let shifts: [Int64]

  init(_ scans: [FileScan], zone given: Int?) {
    let known = scans.first { $0.zone != nil && !$0.isAbsolute } ?? scans.first { $0.zone != nil }
    let zone = given ?? known?.zone
    self.zone = zone
    source = given == nil ? known?.zoneSource : "--tz"
    shifts = scans.map { scan in
      guard !scan.isAbsolute, let own = given ?? scan.zone ?? zone else { return 0 }
      return -Int64(own) * 60_000
    }
  }

  /// What to add to the times of a file.
  func shift(_ file: Int) -> Int64 { shifts[file] }
}

extension LogEvent {
  func shifted(by shift: Int64) -> LogEvent {
    var event = self
    event.time = time.map { $0 + shift }
    event.lastTime = lastTime.map { $0 + shift }
    return event
  }
}

extension DeathEvidence {
  func shifted(by shift: Int64) -> DeathEvidence {
    var death = self
    death.time = time.map { $0 + shift }
    return death
  }
}

extension LogFileEvidence {
  mutating func shift(by shift: Int64) {
    firstTime = firstTime.map { $0 + shift }
    lastTime = lastTime.map { $0 + shift }
    for run in runs.indices {
      runs[run].firstTime = runs[run].firstTime.map { $0 + shift }
      runs[run].lastTime = runs[run].lastTime.map { $0 + shift }
    }
  }
}

extension LogEvidence {
  /// An event without a time stands where its neighbours in the file do.
  mutating func sortByTime() {
    var last: [Int: Int64] = [:]
    let keyed = events.map { event -> (LogEvent, Int64) in
      let time = event.time ?? last[event.file] ?? files[event.file].firstTime ?? .min
      last[event.file] = time
      return (event, time)
    }
    events = keyed.sorted { left, right in
      (left.1, left.0.file, left.0.line) < (right.1, right.0.file, right.0.line)
    }.map(\.0)
    silences.sort { ($0.from, $0.file) < ($1.from, $1.file) }
    deaths.sort { ($0.time ?? .min, $0.file, $0.line) < ($1.time ?? .min, $1.file, $1.line) }
  }

  /// Leaves out what ended before a stretch of time or began after; what has no time stays.
  mutating func keep(_ window: LogWindow) {
    let (from, to) = window.limits(in: self)
    events.removeAll { ($0.lastTime ?? from) < from || ($0.time ?? from) > to }
    silences.removeAll { $0.to < from || $0.from > to }
    deaths.removeAll { ($0.time ?? from) < from || ($0.time ?? from) > to }
  }
}

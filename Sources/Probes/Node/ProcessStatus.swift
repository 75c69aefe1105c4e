import Evidence

/// What `/proc/PID/stat` tells: the state, and when the process started.
struct ProcessStat: Sendable, Hashable {
  var state: String
  var parent: Int
  var threads: Int
  /// Clock ticks after the system's start.
  var startTicks: UInt64

  /// nil for what is not of that form; the name in brackets may hold anything.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = bytes[(end + 1)...].split { $0 == 32 || $0 == 10 }
      .map { String(decoding: $0, as: UTF8.self) }
    // The first field here is the third one of proc(5).
    guard fields.count > 19, let parent = Int(fields[1]), let threads = Int(fields[17]),
      let ticks = UInt64(fields[19])
    else { return nil }
    state = fields[0]
    self.parent = parent
    self.threads = threads
    startTicks = ticks
  }
}

/// The lines `Key:   value kB` of `/proc/PID/status` and `/proc/meminfo`.
struct ProcTable: Sendable {
  private var values: [Substring: Substring] = [:]

  init(_ bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      values[line[..<colon]] = line[line.index(after: colon)...]
    }
  }

  /// The words after the colon.
  subscript(key: String) -> [Substring] {
    values[key[...]]?.split { $0 == " " || $0 == "\t" } ?? []
  }

  func bytes(_ key: String) -> Int64? {
    guard let number = self[key].first.flatMap({ Int64($0) }) else { return nil }
    let (bytes, over) = number.multipliedReportingOverflow(by: 1024)
    return over ? nil : bytes
  }
}

extension ProcessEvidence.Limit {
  /// A line of `/proc/PID/limits`; nil when there is none of this name.
  init?(_ name: String, in text: String) {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
      return nil
    }
    let words = line.dropFirst(name.count).split(separator: " ")
    guard words.count >= 2 else { return nil }
    self.init(soft: UInt64(words[0]), hard: UInt64(words[1]))
  }
}

package import Evidence

/// A line of a log taken apart: what wrapped it, its stamp, level, thread, logger and message.
///
/// No layout is prescribed: Flink's own of log4j 1, log4j 2 and logback, Spring's, Huawei's with
/// bars, JSON objects, and lines without a stamp all give what they have.
package struct LogLine: Sendable, Hashable {
  /// In the inner text; the stamp of the line itself.
  package var stamp: Stamp?
  /// What Docker, Kubernetes or syslog put in front.
  package var wrapperStamp: Stamp?
  package var level: LogEvent.Level?
  package var logger: String?
  package var thread: String?
  package var message: String
  /// It begins a record; else it continues the one before, as the lines of a stack trace do.
  package var beginsRecord: Bool

  package var time: Int64? { stamp?.milliseconds ?? wrapperStamp?.milliseconds }

  /// What is longer than this is cut before it is looked at.
  static let limit = 16_384

  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { LogLine($0) }
  }

  package init(_ line: Bytes) {
    var end = min(line.count, Self.limit)
    while end > 0, line[end - 1] == 0x0D || line[end - 1] == 0x0A { end -= 1 }
    let line = line.part(0..<end)
    message = ""
    beginsRecord = false
    if let first = line.first(where: { !$0.isBlank }), first == UInt8(ascii: "{"),
      let object = JSONText.object(line)
    {
      readObject(object)
      return
    }
    let start = unwrap(line)
    read(line, from: start)
  }

  /// A line as Docker keeps it, or of a JSON layout.
  private mutating func readObject(_ object: [String: JSONText]) {
    let words = { (names: [String]) in names.lazy.compactMap { object[$0]?.string }.first }
    if let inner = words(["log"]) {
      self = LogLine(inner)
      wrapperStamp = words(["time"]).flatMap { Self.stamp($0) } ?? wrapperStamp
      return
    }
    let text = words(["message", "msg"]) ?? ""
    level = words(["level", "severity", "log.level"]).flatMap {
      LogEvent.Level(word: $0.uppercased())
    }
    logger = words(["logger_name", "loggerName", "logger", "log.logger"])
    thread = words(["thread_name", "thread", "process.thread.name"])
    stamp = words(["@timestamp", "timestamp", "time", "ts"]).flatMap { Self.stamp($0) }
    if stamp == nil, case .object(let instant) = object["instant"],
      let seconds = instant["epochSecond"]?.number, abs(seconds) < 1e12
    {
      let nanos = instant["nanoOfSecond"]?.number ?? 0
      stamp = Stamp(
        milliseconds: Int64(seconds) * 1000 + Int64(abs(nanos) < 1e10 ? nanos / 1e6 : 0), zone: 0,
        length: 0)
    }
    let trace = words(["stack_trace", "exception", "error.stack_trace", "throwable"])
    message = text + (trace.map { "\n" + $0 } ?? "")
    beginsRecord = stamp != nil || level != nil
  }

  private static func stamp(_ text: String) -> Stamp? {
    var text = text
    return text.withUTF8 { Stamp.parse($0) }
  }

  /// Steps over what others put in front of a line, and keeps its time.
  private mutating func unwrap(_ line: Bytes) -> Int {
    var at = 0
    while at < line.count, line[at] == UInt8(ascii: ">") {
      at += 1
      if at < line.count, line[at] == 0x20 { at += 1 }
    }
    // docker compose: `taskmanager-1  | `
    if let bar = line.find(UInt8(ascii: "|"), from: at, to: at + 64), bar > at,
      bar + 1 < line.count, line[bar + 1] == 0x20, line[bar - 1] == 0x20,
      line[at].isLetter,
      line.part(at..<bar).allSatisfy({
        $0.isLetter || $0.isDigit || $0 == 0x20 || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
      }),
      LogEvent.Level(word: line.text(at..<bar).trimmed) == nil
    {
      at = bar + 2
    }
    // kubectl logs --prefix: `[pod/name/container] `
    if line.starts(at, with: "[pod/"), let close = line.find(UInt8(ascii: "]"), from: at) {
      at = min(close + 2, line.count)
    }
    guard let stamp = Stamp.parse(line, from: at) else { return at }
    let after = at + stamp.length
    // Kubernetes' own files: `2026-11-22T15:23:44.079123456Z stdout F `
    if line.starts(after, with: " stdout ") || line.starts(after, with: " stderr ") {
      wrapperStamp = stamp
      return min(after + 10, line.count)
    }
    // docker logs -t, kubectl logs --timestamps: a stamp before the line's own.
    if stamp.zone != nil, after < line.count, line[after] == 0x20 {
      let rest = line.part((after + 1)..<line.count)
      if Stamp.parse(rest) != nil || rest.first?.isBlank == true || rest.starts(0, with: "at ")
        || rest.starts(0, with: "Caused by: ") || rest.starts(0, with: "java.")
      {
        wrapperStamp = stamp
        return after + 1
      }
    }
    // syslog: `Nov 22 15:23:44 host name[12]: `
    if line[at].isLetter, let colon = line.find(": ", from: after), colon - after < 80 {
      wrapperStamp = stamp
      return colon + 2
    }
    return at
  }

  private mutating func read(_ line: Bytes, from start: Int) {
    var at = start
    let isBracketed = at < line.count && line[at] == UInt8(ascii: "[")
    if let found = Stamp.parse(line, from: isBracketed ? at + 1 : at) {
      stamp = found
      at += found.length + (isBracketed ? 2 : 0)
      at = min(at, line.count)
    }
    let bar = line.part(at..<line.count).firstIndex { !$0.isBlank }
    if stamp != nil, let bar, line[at + bar] == UInt8(ascii: "|") {
      readBars(line, from: at + bar + 1)
    } else {
      let body = LineHead(line, from: at, isStamped: stamp != nil)
      level = body.level
      thread = body.thread
      logger = body.logger
      message = line.text(body.messageStart..<line.count)
    }
    beginsRecord = stamp != nil || level != nil
    if !beginsRecord { message = line.text(start..<line.count) }
  }

  /// Huawei's `… | INFO  | [thread] | message | logger (File.java:12)`.
  private mutating func readBars(_ line: Bytes, from start: Int) {
    var parts = line.text(start..<line.count).split(
      separator: "|", omittingEmptySubsequences: false
    ).map { String($0).trimmed }
    if let first = parts.first, let level = LogEvent.Level(word: first) {
      self.level = level
      parts.removeFirst()
    }
    if parts.count > 1, let first = parts.first {
      let name = first.hasPrefix("[") && first.hasSuffix("]")
      thread = name ? String(first.dropFirst().dropLast()) : first
      parts.removeFirst()
    }
    if parts.count > 1, let last = parts.last, let name = last.split(separator: " ").first,
      name.contains(".")
    {
      logger = String(name)
      parts.removeLast()
    }
    message = parts.joined(separator: " | ")
  }
}

extension LogEvent.Level {
  init?(word: String) {
    switch word {
    case "WARNING": self = .warn
    case "SEVERE": self = .error
    default: self.init(rawValue: word)
    }
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while let first = text.utf8.first, first.isBlank { text = text.dropFirst() }
    while let last = text.utf8.last, last.isBlank { text = text.dropLast() }
    return String(text)
  }
}

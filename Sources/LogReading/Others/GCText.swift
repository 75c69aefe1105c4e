package import Evidence

/// Reads garbage collection logs: `-XX:+PrintGCDetails` of Java 8 and `-Xlog:gc*` from 9 on.
package struct GCText: Sendable {
  package private(set) var evidence: GarbageCollectionEvidence
  /// A Java 8 line of G1 tells the heap on a later one.
  private var line = 0

  private static let kept = 100

  package init(file: Int) {
    evidence = GarbageCollectionEvidence(file: file)
  }

  /// Whether the first lines of a file are those of such a log.
  package static func isLog(_ lines: [String]) -> Bool {
    lines.prefix(40).contains { line in
      line.contains("][gc") && line.hasPrefix("[") || line.hasPrefix("CommandLine flags: -XX:")
        || line.contains(": [GC ") || line.contains(": [Full GC ")
        || line.hasPrefix("OpenJDK 64-Bit Server VM (25.")
        || line.hasPrefix("Java HotSpot(TM) 64-Bit Server VM (25.")
    }
  }

  package mutating func read(_ text: String, number: Int) {
    guard let pause = Self.pause(text, line: number) else { return }
    evidence.pauses += 1
    evidence.totalMs += pause.durationMs
    if pause.isFull {
      evidence.full += 1
      evidence.fullMs += pause.durationMs
    }
    evidence.longest.append(pause)
    if evidence.longest.count > 2 * Self.kept { shorten() }
  }

  package mutating func finish() {
    shorten()
    evidence.longest.sort { $0.line < $1.line }
  }

  private mutating func shorten() {
    evidence.longest.sort { $0.durationMs > $1.durationMs }
    evidence.longest = Array(evidence.longest.prefix(Self.kept))
  }

  /// The stop that a line tells; nil for one that tells none.
  package static func pause(_ text: String, line: Int = 1) -> GarbageCollectionEvidence.Pause? {
    text.hasPrefix("[") ? unified(text, line) : old(text, line)
  }

  /// Java 9 and later: `[0.345s][info][gc] GC(0) Pause Full (System.gc()) 24M->4M(256M) 3.456ms`.
  private static func unified(_ text: String, _ line: Int) -> GarbageCollectionEvidence.Pause? {
    guard text.hasSuffix("ms"), let tags = text.after("[gc"), let body = tags.after(") "),
      body.hasPrefix("Pause "), text.contains("][gc") || text.hasPrefix("[gc"),
      !tags.hasPrefix(",start"), !tags.hasPrefix(",phases")
    else { return nil }
    let words = body.split(separator: " ")
    guard let last = words.last, let duration = Double(last.dropLast(2)), duration.isFinite else {
      return nil
    }
    let heap = words.dropLast().last.flatMap(heapSizes)
    let kind = words.dropLast(heap == nil ? 1 : 2).joined(separator: " ")
    return GarbageCollectionEvidence.Pause(
      line: line, time: decorations(text).time, uptimeMs: decorations(text).uptime,
      durationMs: duration, kind: kind.bounded(120), isFull: kind.hasPrefix("Pause Full"),
      heapBefore: heap?.before, heapAfter: heap?.after, heapSize: heap?.size)
  }

  private static func decorations(_ text: String) -> (time: Int64?, uptime: Double?) {
    var time: Int64?
    var uptime: Double?
    for part in text.split(separator: "[", maxSplits: 4).prefix(4) {
      let part = part.prefix { $0 != "]" }
      if part.hasSuffix("ms"), let number = Double(part.dropLast(2)) {
        uptime = uptime ?? number
      } else if part.hasSuffix("s"), let number = Double(part.dropLast()) {
        uptime = number * 1000
      } else if time == nil {
        var word = String(part)
        time = word.withUTF8 { Stamp.parse($0)?.milliseconds }
      }
    }
    return (time, uptime)
  }

  /// Java 8: `12.345: [Full GC (Ergonomics) … 65536K->10836K(251392K), 0.0123456 secs]`.
  private static func old(_ text: String, _ line: Int) -> GarbageCollectionEvidence.Pause? {
    var stamped = text
    let stamp = stamped.withUTF8 { Stamp.parse($0) }
    var rest = text[...]
    if let stamp {
      rest =
        text.utf8.dropFirst(stamp.length).starts(with: ": ".utf8)
        ? Substring(text.utf8.dropFirst(stamp.length + 2)) : rest
    }
    let seconds = Double(rest.prefix { $0.isNumber || $0 == "." })
    let uptime = seconds.map { $0 * 1000 }
    if let stopped = text.after("application threads were stopped: "),
      let duration = Double(stopped.prefix { $0.isNumber || $0 == "." }), duration < 1e7
    {
      return GarbageCollectionEvidence.Pause(
        line: line, time: stamp?.milliseconds, uptimeMs: uptime, durationMs: duration * 1000,
        kind: "safepoint", isFull: false)
    }
    guard let body = rest.after("["), body.hasPrefix("GC ") || body.hasPrefix("Full GC "),
      let duration = secondsBefore(" secs]", text)
    else { return nil }
    let kind = body.prefix { $0 != "[" && $0 != "," && !$0.isNumber }
    let heap = text.split { " ,]".contains($0) }.last { $0.contains("->") }.flatMap(heapSizes)
    return GarbageCollectionEvidence.Pause(
      line: line, time: stamp?.milliseconds, uptimeMs: uptime, durationMs: duration * 1000,
      kind: String(kind).trimmed.bounded(120), isFull: body.hasPrefix("Full GC "),
      heapBefore: heap?.before, heapAfter: heap?.after, heapSize: heap?.size)
  }

  /// The number before the last `secs]` that is not one of `[Times: …]`.
  private static func secondsBefore(_ mark: String, _ text: String) -> Double? {
    let head = text.after("[Times: ").map { text.dropLast($0.count) } ?? text[...]
    guard let part = head.split(separator: ",").last(where: { $0.contains(mark) }) else {
      return nil
    }
    let number = part.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." }
    return Double(number).flatMap { $0 < 1e7 ? $0 : nil }
  }

  /// `24M->4M(256M)`, in bytes.
  private static func heapSizes(_ word: Substring) -> (before: Int64, after: Int64, size: Int64?)? {
    guard let right = word.after("->"), let before = size(word.prefix { $0 != "-" && $0 != "(" })
    else { return nil }
    guard let after = size(right.prefix { $0 != "(" }) else { return nil }
    return (before, after, right.after("(").flatMap { size($0.prefix { $0 != ")" }) })
  }

  private static func size(_ text: Substring) -> Int64? {
    guard let unit = text.last, let number = Double(text.dropLast()), (0..<1e9).contains(number)
    else { return nil }
    switch unit {
    case "B": return Int64(number)
    case "K": return Int64(number * 1024)
    case "M": return Int64(number * 1_048_576)
    case "G": return Int64(number * 1_073_741_824)
    default: return nil
    }
  }
}

import Evidence

/// What stands between the stamp and the message, in whatever order a layout has it.
struct LineHead {
  var level: LogEvent.Level?
  var thread: String?
  var logger: String?
  var messageStart: Int

  init(_ line: Bytes, from start: Int, isStamped: Bool) {
    messageStart = start
    var at = start
    // Level, thread, logger, marker, a process id and the hyphen: no layout has more.
    for _ in 0..<8 {
      while at < line.count, line[at].isBlank { at += 1 }
      guard at < line.count else { break }
      if isStamped || level != nil, let next = Self.afterHyphen(line, at) {
        at = next
        break
      }
      if line[at] == UInt8(ascii: "["), let close = line.find(0x5D, from: at, to: at + 200) {
        guard takeBracket(line.text((at + 1)..<close), isStamped: isStamped) else { break }
        at = close + 1
        continue
      }
      let end = Self.wordEnd(line, at)
      let word = line.text(at..<end)
      guard takeWord(word, next: end, in: line, isStamped: isStamped) else { break }
      at = end
      if word.hasSuffix(":"), logger != nil { break }
    }
    while at < line.count, line[at].isBlank { at += 1 }
    messageStart = at
  }

  /// Behind `- `, `--- ` goes on; nil where none of them is.
  private static func afterHyphen(_ line: Bytes, _ at: Int) -> Int? {
    guard line[at] == UInt8(ascii: "-") || line[at] == UInt8(ascii: ":") else { return nil }
    guard at + 1 < line.count else { return at + 1 }
    return line[at + 1] == 0x20 ? at + 2 : nil
  }

  private static func wordEnd(_ line: Bytes, _ at: Int) -> Int {
    var end = at
    while end < line.count, !line[end].isBlank, line[end] != UInt8(ascii: "[") { end += 1 }
    return max(end, at + 1)
  }

  private mutating func takeBracket(_ text: String, isStamped: Bool) -> Bool {
    let text = text.trimmed
    if level == nil, let found = LogEvent.Level(word: text) {
      level = found
      return true
    }
    guard isStamped || level != nil else { return false }
    // Behind the logger it is a marker.
    if thread == nil, logger == nil, !text.isEmpty { thread = text }
    return true
  }

  private mutating func takeWord(
    _ word: String, next: Int, in line: Bytes, isStamped: Bool
  ) -> Bool {
    if level == nil,
      let found = LogEvent.Level(word: word.hasSuffix(":") ? String(word.dropLast()) : word)
    {
      level = found
      return true
    }
    guard isStamped || level != nil else { return false }
    if word == "---" { return true }
    if level != nil, logger == nil, word.utf8.allSatisfy(\.isDigit) { return true }
    guard logger == nil, Self.isLogger(word, next: next, in: line) else { return false }
    logger = word.hasSuffix(":") ? String(word.dropLast()) : word
    return true
  }

  /// `org.apache.flink.Foo`, `o.a.f.Foo:` or, before a hyphen or a marker, `Foo`.
  private static func isLogger(_ word: String, next: Int, in line: Bytes) -> Bool {
    let name = word.hasSuffix(":") ? word.dropLast() : word[...]
    guard let first = name.utf8.first, first.isLetter, name.utf8.last != UInt8(ascii: "."),
      name.utf8.allSatisfy({
        $0.isLetter || $0.isDigit || $0 == 0x2E || $0 == 0x24 || $0 == 0x5F || $0 == 0x2D
      })
    else { return false }
    if word.hasSuffix(":") {
      return name.contains(".") && !name.hasSuffix("Exception") && !name.hasSuffix("Error")
    }
    var at = next
    while at < line.count, line[at].isBlank { at += 1 }
    if line.starts(at, with: "- ") || line.starts(at, with: "[") || line.starts(at, with: ": ") {
      return true
    }
    // `%c %x - %m`: words of a context stand between.
    return name.contains(".") && name.utf8.count > 8 && line.find(" - ", from: at) == nil
  }
}

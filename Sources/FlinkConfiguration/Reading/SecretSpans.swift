/// Where the secrets of a configuration file stand, as offsets of its bytes.
///
/// Those of sensitive options, whatever makes Flink drop a part of them; what follows a sensitive
/// word in another option's value (`-Djavax.net.ssl.keyStorePassword=…`); and what follows one in a
/// comment or on a line that Flink does not read.
struct SecretSpans {
  private(set) var spans: [Range<Int>] = []
  private let reading: ConfigurationReading
  private var text: SourceText { reading.text }

  init(of reading: ConfigurationReading) {
    self.reading = reading
    var entriesOfLine: [Int: [ConfigurationEntry]] = [:]
    for entry in reading.entries {
      guard let range = entry.valueRange else { continue }
      for line in range.start.line...max(range.start.line, range.end.line) {
        entriesOfLine[line, default: []].append(entry)
      }
    }
    var goesOn = false
    for number in 1...max(1, text.lineCount) where number <= text.lineCount {
      let line = text.line(number)
      if let entries = entriesOfLine[number] {
        goesOn = false
        for entry in entries { add(entry, on: number, beside: entries) }
        addWords(of: line, number)
        addRemainder(of: line, number, after: entries)
      } else if goesOn, line.first == " " || line.first == "\t" {
        // The lines below `s3.secret-key:`, which the flat reader drops.
        add(number, from: 0)
      } else {
        goesOn = addDropped(line, number) ?? false
      }
    }
    spans = spans.filter { !$0.isEmpty }
  }

  /// The part of a sensitive option's value that stands on this line, and what Flink cuts off it.
  private mutating func add(
    _ entry: ConfigurationEntry, on line: Int, beside others: [ConfigurationEntry]
  ) {
    guard SensitiveKeys.isSensitive(entry.key), let range = entry.valueRange else { return }
    let next = others.compactMap(\.keyRange)
      .filter { $0.start.line == line && $0.start >= range.end }.map(\.start.column).min()
    add(
      line, from: line == range.start.line ? range.start.column - 1 : 0,
      to: next.map { $0 - 1 })
  }

  private mutating func addWords(of line: String, _ number: Int) {
    for range in Self.words(in: line) { add(number, from: range.lowerBound, to: range.upperBound) }
  }

  /// What follows `password=` in a value, up to the next blank, quote or comma; in scalars from 0.
  static func words(in line: String) -> [Range<Int>] {
    guard SensitiveKeys.isSensitive(line) else { return [] }
    let scalars = Array(line.unicodeScalars)
    var found: [Range<Int>] = []
    var start = 0
    for at in scalars.indices {
      if endsWord(scalars[at]) { start = at + 1 }
      guard scalars[at] == "=" || scalars[at] == ":", at > start, at + 1 < scalars.count,
        !endsWord(scalars[at + 1]),
        SensitiveKeys.isSensitive(String(String.UnicodeScalarView(scalars[start..<at])))
      else { continue }
      found.append((at + 1)..<(scalars[(at + 1)...].firstIndex(where: endsWord) ?? scalars.count))
    }
    return found
  }

  /// The comment behind the last value of a line.
  private mutating func addRemainder(
    of line: String, _ number: Int, after entries: [ConfigurationEntry]
  ) {
    let ends = entries.compactMap(\.valueRange).filter { $0.end.line == number }
    guard let end = ends.map(\.end.column).max() else { return }
    let scalars = Array(line.unicodeScalars)
    guard end - 1 < scalars.count else { return }
    let rest = String(String.UnicodeScalarView(scalars[(end - 1)...]))
    if let start = Self.secret(in: rest) { add(number, from: end - 1 + start) }
  }

  /// Whether a sensitive key ends the line, so that its value may stand below; nil where the line
  /// has none.
  private mutating func addDropped(_ line: String, _ number: Int) -> Bool? {
    guard SensitiveKeys.isSensitive(line) else { return nil }
    guard let start = Self.secret(in: line) else { return true }
    add(number, from: start)
    return false
  }

  /// Where what follows a sensitive word begins, in scalars from 0.
  private static func secret(in line: String) -> Int? {
    let masked = SensitiveKeys.maskedLine(line)
    guard masked != line, masked.hasSuffix(SensitiveKeys.mask) else { return nil }
    return masked.unicodeScalars.count - SensitiveKeys.mask.unicodeScalars.count
  }

  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\"" || scalar == "'" || scalar == ","
      || scalar == ";"
  }

  /// A stretch of a line, in scalars from 0; without an end up to that of the line.
  private mutating func add(_ line: Int, from start: Int, to end: Int? = nil) {
    let range = text.lineRange(line)
    let low = offset(of: start, in: range)
    spans.append(low..<max(low, end.map { offset(of: $0, in: range) } ?? range.upperBound))
  }

  private func offset(of scalar: Int, in line: Range<Int>) -> Int {
    if text.isASCII { return min(line.lowerBound + max(0, scalar), line.upperBound) }
    var at = line.lowerBound
    var left = scalar
    while left > 0, at < line.upperBound {
      at += JavaUTF8.decode(text.bytes, at: at).length
      left -= 1
    }
    return min(at, line.upperBound)
  }
}

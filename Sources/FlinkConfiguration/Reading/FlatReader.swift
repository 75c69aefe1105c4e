/// Flink's line parser of `flink-conf.yaml`, over bytes.
///
/// `GlobalConfiguration.loadYAMLResource` (to 1.18) and `loadLegacyYAMLResource` (1.19, 1.20): the
/// line up to the first `#`, trimmed, split at the first `": "`, both sides trimmed. What is left
/// over is a warning in the log, never an error.
struct FlatReader {
  let text: SourceText
  let origin: ConfigurationEntry.Origin
  /// Where a key was set last.
  private(set) var last: [String: Int] = [:]
  private(set) var entries: [ConfigurationEntry] = []
  private(set) var ignored: [IgnoredLine] = []
  var traps: [ReadingTrap] = []
  /// What the lines above have opened, for what a dropped line was meant to be.
  var context = FlatContext()
  /// Read only where a line makes one ask what its author meant.
  private(set) lazy var outline = FlatOutline(text)

  init(_ text: SourceText, origin: ConfigurationEntry.Origin) {
    self.text = text
    self.origin = origin
  }

  mutating func read() {
    entries.reserveCapacity(text.lineCount)
    last.reserveCapacity(text.lineCount)
    noteEncoding()
    for number in stride(from: 1, through: text.lineCount, by: 1) {
      readLine(FlatLine(number: number, text: text))
    }
    noteOtherFormats()
    if let wide = traps.first(where: { if case .wideEncoding = $0.kind { true } else { false } }) {
      traps = [wide]
    }
  }

  private mutating func readLine(_ line: FlatLine) {
    guard !line.content.isEmpty else {
      context.noteBlank(line)
      return
    }
    guard let split = line.split else {
      drop(line, "Line is not a key-value pair (missing space after ':'?)")
      return
    }
    guard !split.key.isEmpty, !split.value.isEmpty else {
      drop(line, "Key or value was empty")
      return
    }
    let key = text.text(split.key)
    let value = text.text(split.value)
    let entry = ConfigurationEntry(
      key: key, value: .string(value), keyRange: text.range(split.key, line: line.number),
      valueRange: text.range(split.value, line: line.number), origin: origin)
    let earlier = last.updateValue(entries.count, forKey: key)
    entries.append(entry)
    noteTraps(of: entry, on: line, split, overwriting: earlier.map { entries[$0] })
    context.noteEntry(line, key: key, split)
  }

  private mutating func drop(_ line: FlatLine, _ reason: String) {
    ignored.append(
      IgnoredLine(line: line.number, text: text.line(line.number), reason: reason))
    noteTraps(ofDropped: line)
  }

  /// Traps are found out of order where a later line explains an earlier one.
  func sortedTraps() -> [ReadingTrap] {
    traps.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }.map(\.element)
  }
}

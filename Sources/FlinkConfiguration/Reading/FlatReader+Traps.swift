/// What the author of an accepted line meant, where Flink reads something else.
extension FlatReader {
  mutating func noteTraps(
    of entry: ConfigurationEntry, on line: FlatLine,
    _ split: (key: Range<Int>, value: Range<Int>), overwriting earlier: ConfigurationEntry?
  ) {
    guard let keyRange = entry.keyRange, let valueRange = entry.valueRange else { return }
    let value = entry.value.text
    let isNested = noteNesting(of: entry.key, value, line, keyRange)
    noteKey(entry.key, value, split.key, keyRange, line)
    noteValue(entry.key, value, valueRange, line, split)
    // That children of several parents share a name is a matter of their nesting.
    if let earlier, !isNested {
      traps.append(
        ReadingTrap(
          .duplicateKey(
            value: value, overwritten: earlier.value.text, sameValue: earlier.value == entry.value),
          key: entry.key, range: keyRange, related: earlier.keyRange.map { [$0] } ?? []))
    }
  }

  private mutating func noteNesting(
    of key: String, _ value: String, _ line: FlatLine, _ range: TextRange
  ) -> Bool {
    let parents = context.path(indent: line.indent)
    if line.indent == 0 && parents.isEmpty { return false }
    let seen = outline.keys[line.number]?.path
    let meant: String
    if let seen, seen != key, seen.hasSuffix("." + key) {
      meant = seen
    } else if seen == nil, !parents.isEmpty {
      meant = parents.map(\.name).joined(separator: ".") + "." + key
    } else {
      return false
    }
    context.markChildren()
    traps.append(
      ReadingTrap(
        .nestedKey(read: key, meant: meant, value: value), key: meant, range: range,
        related: parents.map(\.range), correctedLine: "\(meant): \(value)"))
    return true
  }

  private mutating func noteKey(
    _ key: String, _ value: String, _ bytes: Range<Int>, _ range: TextRange, _ line: FlatLine
  ) {
    if line.number == 1, !text.isASCII, key.unicodeScalars.first == "\u{FEFF}" {
      let meant = String(key.unicodeScalars.dropFirst())
      traps.append(
        ReadingTrap(
          .byteOrderMarkInKey(meant: meant), key: meant,
          range: TextRange(line: 1, column: range.start.column, length: 1),
          correctedLine: "\(meant): \(value)"))
      return
    }
    if let inner = Quotes.inside(key) {
      traps.append(
        ReadingTrap(
          .quotedKey(meant: inner), key: inner, range: range, correctedLine: "\(inner): \(value)"))
      return
    }
    if text.firstMalformed != nil, key.unicodeScalars.contains("\u{FFFD}") {
      noteInvalid(key, of: key, range)
    }
    if text.isASCII { return }
    noteForeignBlank(in: key, .key, key: key, range, correctedLine: nil, effect: key)
  }

  private mutating func noteValue(
    _ key: String, _ value: String, _ range: TextRange, _ line: FlatLine,
    _ split: (key: Range<Int>, value: Range<Int>)
  ) {
    if let hash = line.hash, cutsText(hash, line, split.value) {
      let dropped = text.text(FlatLine.trim(hash..<line.whole.upperBound, text.bytes))
      traps.append(
        ReadingTrap(
          .commentCutsValue(kept: value, dropped: dropped), key: key,
          range: text.range(hash..<(hash + 1), line: line.number), related: [range]))
      return
    }
    if text.firstMalformed != nil, value.unicodeScalars.contains("\u{FFFD}") {
      noteInvalid(value, of: key, range)
    }
    if let inner = Quotes.inside(value) {
      traps.append(
        ReadingTrap(
          .quotesKept(value: value, meant: inner), key: key, range: range,
          correctedLine: "\(key): \(inner)"))
      return
    }
    if value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 }),
      let control = value.unicodeScalars.first(where: { $0.value < 0x20 && $0 != "\t" })
    {
      traps.append(ReadingTrap(.controlCharacter(control), key: key, range: range))
    }
    noteSyntax(key, value, range)
    if text.isASCII { return }
    noteForeignBlank(
      in: value, .value, key: key, range,
      correctedLine: "\(key): \(ForeignBlank.cleaned(value))", effect: value)
  }

  /// Brackets, indicators and names of YAML that are text here.
  private mutating func noteSyntax(_ key: String, _ value: String, _ range: TextRange) {
    func note(_ kind: ReadingTrap.Kind, _ corrected: String?) {
      traps.append(
        ReadingTrap(
          kind, key: key, range: range, correctedLine: corrected.map { "\(key): \($0)" }))
    }
    let bytes = value.utf8
    guard let first = bytes.first, let end = bytes.last else { return }
    switch first {
    case UInt8(ascii: "["):
      guard end == UInt8(ascii: "]") else { return }
      let elements = FlowText.elements(value)
      note(.flowList(elements: elements), elements.joined(separator: ";"))
    case UInt8(ascii: "{"):
      guard end == UInt8(ascii: "}") else { return }
      note(.flowMap(text: value), FlowText.pairs(value))
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      guard bytes.count <= 3, bytes.dropFirst().allSatisfy({ "+-123456789".utf8.contains($0) })
      else { return }
      note(.blockScalar(indicator: value), nil)
    case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
      guard let seen = outline.keys[range.start.line],
        seen.isAlias || (seen.value ?? value) != value
      else { return }
      note(.yamlSyntaxKept(text: value), seen.value)
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      guard ["~", "null", "Null", "NULL"].contains(value) else { return }
      note(.nullText(value), nil)
    default: return
    }
  }

  /// Whether YAML would have kept the `#` as text: no blank before it, or inside quotes.
  private func cutsText(_ hash: Int, _ line: FlatLine, _ value: Range<Int>) -> Bool {
    let bytes = text.bytes
    let before = hash > line.whole.lowerBound ? bytes[hash - 1] : 0x20
    if before != 0x20 && before != 0x09 { return true }
    let quote = bytes[value.lowerBound]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
    let inside = (value.lowerBound + 1)..<hash
    return !bytes[inside].contains(quote)
      && bytes[hash..<line.whole.upperBound].contains(quote)
  }

  mutating func noteInvalid(_ text: String, of key: String, _ range: TextRange) {
    let count = text.unicodeScalars.count { $0 == "\u{FFFD}" }
    traps.append(ReadingTrap(.invalidUTF8(count: count), key: key, range: range))
  }

  mutating func noteForeignBlank(
    in text: String, _ place: ReadingTrap.Place, key: String, _ range: TextRange,
    correctedLine: String?, effect: String
  ) {
    guard text.utf8.contains(where: { $0 >= 0x80 }),
      let at = text.unicodeScalars.enumerated().first(where: { ForeignBlank.isOne($0.element) })
    else { return }
    traps.append(
      ReadingTrap(
        .foreignBlank(scalar: at.element, place: place, effect: effect), key: key,
        range: TextRange(
          line: range.start.line, column: range.start.column + at.offset, length: 1),
        correctedLine: correctedLine))
  }

  /// A file that is not in UTF-8 at all.
  mutating func noteEncoding() {
    let name: String
    switch Array(text.bytes.prefix(4)) {
    case [0xFF, 0xFE, 0, 0]: name = "UTF-32LE"
    case [0, 0, 0xFE, 0xFF]: name = "UTF-32BE"
    case let start where start.starts(with: [0xFF, 0xFE]): name = "UTF-16LE"
    case let start where start.starts(with: [0xFE, 0xFF]): name = "UTF-16BE"
    default: return
    }
    traps.append(
      ReadingTrap(.wideEncoding(name: name), range: TextRange(line: 1, column: 1, length: 1)))
  }
}

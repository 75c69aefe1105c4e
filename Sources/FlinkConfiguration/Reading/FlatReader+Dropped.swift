/// What the author of a dropped line meant.
extension FlatReader {
  mutating func noteTraps(ofDropped line: FlatLine) {
    var content = text.text(line.content)
    if line.number == 1, content.unicodeScalars.first == "\u{FEFF}" {
      // Before a comment, or on a line that is dropped anyway, the mark does no harm of its own.
      content = String(content.unicodeScalars.dropFirst())
      if content.isEmpty { return }
    }
    let range = text.range(line.content, line: line.number)
    func note(
      _ kind: ReadingTrap.Kind, key: String? = nil, related: [TextRange] = [],
      _ corrected: String? = nil
    ) {
      traps.append(
        ReadingTrap(kind, key: key, range: range, related: related, correctedLine: corrected))
    }
    // Document markers and directives have no effect in Flink and none in YAML.
    if content.hasPrefix("---") || content == "..." || content.hasPrefix("%YAML") { return }
    let shape = DroppedShape(content)
    switch shape {
    case .parent(let name):
      let child = childAfter(line)
      if child == .none { note(.emptyValue, key: qualified(name, line)) }
      context.open(
        FlatContext.Parent(name: name, indent: line.indent, range: range))
    case .missingBlank(let name, let separator, let value):
      let key = qualified(name, line)
      note(
        .missingBlankAfterColon(value: value, separator: separator), key: key, "\(key): \(value)")
    case .foreignColon(let name, let value):
      let key = qualified(name, line)
      note(.fullWidthColon(value: value), key: key, "\(key): \(value)")
    case .foreignBlank(let name, let scalar, let value):
      let key = qualified(name, line)
      note(
        .foreignBlank(scalar: scalar, place: .separator, effect: value), key: key,
        "\(key): \(value)")
    case .listItem(let item):
      noteListItem(item, line, range)
    case .format(let format, let key, let value):
      note(
        .otherFormat(format, effect: content), key: key,
        key.flatMap { key in value.map { "\(key): \($0)" } })
    case .text:
      noteText(content, line, range)
    }
  }

  /// A key under the parents that are open.
  private mutating func qualified(_ name: String, _ line: FlatLine) -> String {
    if let seen = outline.keys[line.number]?.path, seen.hasSuffix("." + name) { return seen }
    let parents = context.path(indent: line.indent)
    return (parents.map(\.name) + [name]).joined(separator: ".")
  }

  private enum Child { case none, some }

  /// Whether the next line with content belongs to this one.
  private func childAfter(_ line: FlatLine) -> Child {
    var number = line.number + 1
    while number <= text.lineCount {
      let next = FlatLine(number: number, text: text)
      number += 1
      if next.content.isEmpty { continue }
      if next.indent > line.indent { return .some }
      let isItem = text.bytes[next.content.lowerBound] == UInt8(ascii: "-")
      return isItem && next.indent == line.indent && next.content.count > 1
        && text.bytes[next.content.lowerBound + 1] == 0x20 ? .some : .none
    }
    return .none
  }

  /// A trap tells no more lines than this; a message shows fewer.
  private static var mostParts: Int { 50 }

  private mutating func noteListItem(_ item: String, _ line: FlatLine, _ range: TextRange) {
    let parents = context.path(indent: line.indent + 1)
    guard let parent = parents.last else {
      traps.append(ReadingTrap(.droppedText("- " + item), range: range))
      return
    }
    let key = parents.map(\.name).joined(separator: ".")
    if let at = traps.lastIndex(where: { $0.range == parent.range }),
      case .blockList(let elements) = traps[at].kind
    {
      if elements.count >= Self.mostParts { return }
      let all = elements + [item]
      traps[at] = ReadingTrap(
        .blockList(elements: all), key: key, range: parent.range,
        related: traps[at].related + [range], correctedLine: "\(key): \(all.joined(separator: ";"))"
      )
    } else {
      traps.append(
        ReadingTrap(
          .blockList(elements: [item]), key: key, range: parent.range, related: [range],
          correctedLine: "\(key): \(item)"))
    }
  }

  private mutating func noteText(_ content: String, _ line: FlatLine, _ range: TextRange) {
    guard let previous = context.previous, line.indent > previous.line.indent else {
      let parents = context.path(indent: line.indent)
      let key = parents.isEmpty ? nil : parents.map(\.name).joined(separator: ".")
      traps.append(
        ReadingTrap(
          .droppedText(content), key: key, range: range, related: parents.map(\.range),
          correctedLine: key.map { "\($0): \(content)" }))
      return
    }
    let kept = text.text(previous.value)
    if let last = traps.last, last.key == previous.key,
      case .droppedContinuation(let kept, let dropped) = last.kind
    {
      if last.related.count >= Self.mostParts { return }
      traps[traps.count - 1] = ReadingTrap(
        .droppedContinuation(kept: kept, dropped: dropped + " " + content), key: previous.key,
        range: last.range, related: last.related + [range],
        correctedLine: "\(previous.key): \(kept) \(dropped) \(content)")
      return
    }
    traps.append(
      ReadingTrap(
        .droppedContinuation(kept: kept, dropped: content), key: previous.key, range: range,
        related: [text.range(previous.value, line: previous.line.number)],
        correctedLine: "\(previous.key): \(kept) \(content)"))
  }
}

extension FlatReader {
  /// JSON pasted in gives accepted lines too: `"key": "value",` sets a key with quotes.
  mutating func noteOtherFormats() {
    guard let first = traps.first(where: { $0.kind == .otherFormat(.json, effect: "{") }) else {
      return
    }
    traps = traps.map { trap in
      guard case .quotedKey(let meant) = trap.kind, trap.range.start > first.range.start else {
        return trap
      }
      return ReadingTrap(
        .otherFormat(.json, effect: text.line(trap.range.start.line)), key: meant,
        range: trap.range, correctedLine: trap.correctedLine)
    }
  }
}

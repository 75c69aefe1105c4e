/// Events as snakeyaml-engine's `ParserImpl` makes them of its tokens.
struct EngineParser {
  private var scanner: EngineScanner
  private var state: State = .streamStart
  private var states: [State] = []
  /// Where the open collections start, for messages.
  private var marks: [TextPosition] = []
  private var handles: [String: String] = Self.defaultHandles

  private static let defaultHandles = ["!": "!", "!!": "tag:yaml.org,2002:"]

  private enum State {
    case streamStart, implicitDocumentStart, documentStart, documentContent, documentEnd
    case blockNode
    case blockSequenceFirst, blockSequenceEntry
    case indentlessSequenceEntry
    case blockMappingFirst, blockMappingKey, blockMappingValue
    case flowSequenceFirst, flowSequenceEntry
    case flowSequencePairKey, flowSequencePairValue, flowSequencePairEnd
    case flowMappingFirst, flowMappingKey, flowMappingValue, flowMappingEmptyValue
    case end
  }

  init(_ text: EngineText) {
    scanner = EngineScanner(text)
  }

  mutating func next() throws(ReadingAbort) -> YAMLEvent {
    switch state {
    case .streamStart:
      state = .implicitDocumentStart
      return event(.streamStart, scanner.mark)
    case .implicitDocumentStart: return try implicitDocumentStart()
    case .documentStart: return try documentStart()
    case .documentContent: return try documentContent()
    case .documentEnd: return try documentEnd()
    case .blockNode: return try node(isBlock: true)
    case .blockSequenceFirst, .blockSequenceEntry: return try blockSequenceEntry()
    case .indentlessSequenceEntry: return try indentlessSequenceEntry()
    case .blockMappingFirst, .blockMappingKey: return try blockMappingKey()
    case .blockMappingValue: return try blockMappingValue()
    case .flowSequenceFirst, .flowSequenceEntry: return try flowSequenceEntry()
    case .flowSequencePairKey: return try flowSequencePairKey()
    case .flowSequencePairValue: return try flowSequencePairValue()
    case .flowSequencePairEnd:
      state = .flowSequenceEntry
      return event(.mappingEnd, try scanner.peekToken())
    case .flowMappingFirst, .flowMappingKey: return try flowMappingKey()
    case .flowMappingValue: return try flowMappingValue()
    case .flowMappingEmptyValue:
      state = .flowMappingKey
      return empty(try scanner.peekToken().start)
    case .end:
      return event(.streamEnd, scanner.mark)
    }
  }

  // MARK: Helpers

  private func event(_ kind: YAMLEvent.Kind, _ mark: TextPosition) -> YAMLEvent {
    YAMLEvent(kind: kind, start: mark, end: mark)
  }

  private func event(_ kind: YAMLEvent.Kind, _ token: EngineToken) -> YAMLEvent {
    YAMLEvent(kind: kind, start: token.start, end: token.end)
  }

  private func empty(_ mark: TextPosition) -> YAMLEvent { event(.scalar, mark) }

  private mutating func pop() { state = states.popLast() ?? .end }

  private mutating func sees(_ kinds: EngineToken.Kind...) throws(ReadingAbort) -> Bool {
    kinds.contains(try scanner.peekKind())
  }

  // MARK: Documents

  private mutating func implicitDocumentStart() throws(ReadingAbort) -> YAMLEvent {
    if try sees(.directive, .documentStart, .streamEnd) { return try documentStart() }
    states.append(.documentEnd)
    state = .blockNode
    return event(.documentStart, try scanner.peekToken().start)
  }

  private mutating func documentStart() throws(ReadingAbort) -> YAMLEvent {
    while try sees(.documentEnd) { _ = try scanner.next() }
    let first = try scanner.peekToken()
    if first.kind == .streamEnd {
      state = .end
      return event(.streamEnd, first)
    }
    try directives()
    let token = try scanner.peekToken()
    guard token.kind == .documentStart else {
      throw .yaml(
        .syntax, context: nil, nil,
        "expected '<document start>', but found '\(token.kind.rawValue)'", token.start)
    }
    _ = try scanner.next()
    states.append(.documentEnd)
    state = .documentContent
    return YAMLEvent(kind: .documentStart, start: first.start, end: token.end)
  }

  private mutating func directives() throws(ReadingAbort) {
    var hasVersion = false
    var tags: [String: String] = [:]
    while try sees(.directive) {
      let token = try scanner.next()
      switch token.directive {
      case .yaml(let major, let minor):
        if hasVersion {
          throw .yaml(.syntax, context: nil, nil, "found duplicate YAML directive", token.start)
        }
        hasVersion = true
        if major != 1 {
          throw ReadingAbort(.syntax, "Version{major=\(major), minor=\(minor)}", at: token.start)
        }
      case .tag(let handle, let prefix):
        if tags.updateValue(prefix, forKey: handle) != nil {
          throw .yaml(.syntax, context: nil, nil, "duplicate tag handle \(handle)", token.start)
        }
      case .other: break
      }
    }
    handles = tags.merging(Self.defaultHandles) { own, _ in own }
  }

  private mutating func documentContent() throws(ReadingAbort) -> YAMLEvent {
    if try sees(.directive, .documentStart, .documentEnd, .streamEnd) {
      pop()
      return empty(try scanner.peekToken().start)
    }
    return try node(isBlock: true)
  }

  private mutating func documentEnd() throws(ReadingAbort) -> YAMLEvent {
    let token = try scanner.peekToken()
    if token.kind == .documentEnd {
      _ = try scanner.next()
    } else if token.kind == .directive {
      throw .yaml(
        .syntax, context: nil, nil,
        "expected '<document end>' before directives, but found '<directive>'", token.start)
    }
    handles = [:]
    state = .documentStart
    return event(.documentEnd, token.start)
  }

  // MARK: Nodes

  private struct Properties {
    var anchor: String?
    var tag: EngineToken?
    var start: TextPosition?
    var end: TextPosition?

    mutating func note(_ token: EngineToken) {
      if start == nil { start = token.start }
      end = token.end
      if token.kind == .anchor { anchor = token.text } else { tag = token }
    }
  }

  private mutating func properties() throws(ReadingAbort) -> Properties {
    var found = Properties()
    let first = try scanner.peekKind()
    guard first == .anchor || first == .tag else { return found }
    found.note(try scanner.next())
    if try scanner.peekKind() == (first == .anchor ? .tag : .anchor) {
      found.note(try scanner.next())
    }
    return found
  }

  private func resolved(
    _ tag: EngineToken?, _ start: TextPosition?
  ) throws(ReadingAbort) -> String? {
    guard let tag else { return nil }
    guard let handle = tag.handle else { return tag.text }
    guard let prefix = handles[handle] else {
      throw .yaml(
        .unknownTag(tag: handle + tag.text), context: "while parsing a node", start,
        "found undefined tag handle \(handle)", tag.start)
    }
    return prefix + tag.text
  }

  private mutating func node(
    isBlock: Bool, allowsIndentless: Bool = false
  ) throws(ReadingAbort) -> YAMLEvent {
    if try sees(.alias) {
      let token = try scanner.next()
      var alias = event(.alias, token)
      alias.anchor = token.text
      pop()
      return alias
    }
    let properties = try properties()
    let tag = try resolved(properties.tag, properties.start)
    let token = try scanner.peekToken()
    var result = event(.scalar, token)
    result.start = properties.start ?? token.start
    result.anchor = properties.anchor
    result.tag = tag
    switch token.kind {
    case .blockEntry where allowsIndentless:
      result.kind = .sequenceStart
      state = .indentlessSequenceEntry
    case .scalar:
      _ = try scanner.next()
      result.text = token.text
      result.style = token.style
      pop()
    case .flowSequenceStart:
      result.kind = .sequenceStart
      state = .flowSequenceFirst
    case .flowMappingStart:
      result.kind = .mappingStart
      state = .flowMappingFirst
    case .blockSequenceStart where isBlock:
      result.kind = .sequenceStart
      state = .blockSequenceFirst
    case .blockMappingStart where isBlock:
      result.kind = .mappingStart
      state = .blockMappingFirst
    default:
      guard properties.start != nil else {
        throw .yaml(
          .syntax, context: "while parsing a \(isBlock ? "block" : "flow") node", token.start,
          "expected the node content, but found '\(token.kind.rawValue)'", token.start)
      }
      result.end = properties.end ?? token.start
      pop()
    }
    return result
  }

  // MARK: Block collections

  private mutating func blockSequenceEntry() throws(ReadingAbort) -> YAMLEvent {
    if case .blockSequenceFirst = state { marks.append(try scanner.next().start) }
    let token = try scanner.peekToken()
    if token.kind == .blockEntry {
      _ = try scanner.next()
      if try sees(.blockEntry, .blockEnd) {
        state = .blockSequenceEntry
        return empty(token.end)
      }
      states.append(.blockSequenceEntry)
      return try node(isBlock: true)
    }
    try expectBlockEnd(token, context: "while parsing a block collection")
    return event(.sequenceEnd, token)
  }

  private mutating func expectBlockEnd(
    _ token: EngineToken, context: String
  ) throws(ReadingAbort) {
    let start = marks.popLast()
    guard token.kind == .blockEnd else {
      throw .yaml(
        .syntax, context: context, start,
        "expected <block end>, but found '\(token.kind.rawValue)'", token.start)
    }
    _ = try scanner.next()
    pop()
  }

  private mutating func indentlessSequenceEntry() throws(ReadingAbort) -> YAMLEvent {
    let token = try scanner.peekToken()
    guard token.kind == .blockEntry else {
      pop()
      return event(.sequenceEnd, token)
    }
    _ = try scanner.next()
    if try sees(.blockEntry, .key, .value, .blockEnd) {
      state = .indentlessSequenceEntry
      return empty(token.end)
    }
    states.append(.indentlessSequenceEntry)
    return try node(isBlock: true)
  }

  private mutating func blockMappingKey() throws(ReadingAbort) -> YAMLEvent {
    if case .blockMappingFirst = state { marks.append(try scanner.next().start) }
    let token = try scanner.peekToken()
    if token.kind == .key {
      _ = try scanner.next()
      if try sees(.key, .value, .blockEnd) {
        state = .blockMappingValue
        return empty(token.end)
      }
      states.append(.blockMappingValue)
      return try node(isBlock: true, allowsIndentless: true)
    }
    try expectBlockEnd(token, context: "while parsing a block mapping")
    return event(.mappingEnd, token)
  }

  private mutating func blockMappingValue() throws(ReadingAbort) -> YAMLEvent {
    let token = try scanner.peekToken()
    if token.kind == .value {
      _ = try scanner.next()
      if try sees(.key, .value, .blockEnd) {
        state = .blockMappingKey
        return empty(token.end)
      }
      states.append(.blockMappingKey)
      return try node(isBlock: true, allowsIndentless: true)
    }
    if token.kind == .scalar {
      states.append(.blockMappingKey)
      return try node(isBlock: true, allowsIndentless: true)
    }
    state = .blockMappingKey
    return empty(token.start)
  }

  // MARK: Flow collections

  private mutating func flowSequenceEntry() throws(ReadingAbort) -> YAMLEvent {
    var isFirst = false
    if case .flowSequenceFirst = state {
      isFirst = true
      marks.append(try scanner.next().start)
    }
    if try !sees(.flowSequenceEnd) {
      if !isFirst { try expectComma("]", context: "while parsing a flow sequence") }
      let token = try scanner.peekToken()
      if token.kind == .key {
        state = .flowSequencePairKey
        return event(.mappingStart, token)
      }
      if token.kind != .flowSequenceEnd {
        states.append(.flowSequenceEntry)
        return try node(isBlock: false)
      }
    }
    let token = try scanner.next()
    pop()
    _ = marks.popLast()
    return event(.sequenceEnd, token)
  }

  private mutating func expectComma(
    _ end: String, context: String
  ) throws(ReadingAbort) {
    let token = try scanner.peekToken()
    guard token.kind == .flowEntry else {
      throw .yaml(
        .syntax, context: context, marks.popLast(),
        "expected ',' or '\(end)', but got \(token.kind.rawValue)", token.start)
    }
    _ = try scanner.next()
  }

  private mutating func flowSequencePairKey() throws(ReadingAbort) -> YAMLEvent {
    let token = try scanner.next()
    if try sees(.value, .flowEntry, .flowSequenceEnd) {
      state = .flowSequencePairValue
      return empty(token.end)
    }
    states.append(.flowSequencePairValue)
    return try node(isBlock: false)
  }

  private mutating func flowSequencePairValue() throws(ReadingAbort) -> YAMLEvent {
    let token = try scanner.peekToken()
    state = .flowSequencePairEnd
    guard token.kind == .value else { return empty(token.start) }
    _ = try scanner.next()
    if try sees(.flowEntry, .flowSequenceEnd) { return empty(token.end) }
    states.append(.flowSequencePairEnd)
    return try node(isBlock: false)
  }

  private mutating func flowMappingKey() throws(ReadingAbort) -> YAMLEvent {
    var isFirst = false
    if case .flowMappingFirst = state {
      isFirst = true
      marks.append(try scanner.next().start)
    }
    if try !sees(.flowMappingEnd) {
      if !isFirst { try expectComma("}", context: "while parsing a flow mapping") }
      let token = try scanner.peekToken()
      if token.kind == .key {
        _ = try scanner.next()
        if try sees(.value, .flowEntry, .flowMappingEnd) {
          state = .flowMappingValue
          return empty(token.end)
        }
        states.append(.flowMappingValue)
        return try node(isBlock: false)
      }
      if token.kind != .flowMappingEnd {
        states.append(.flowMappingEmptyValue)
        return try node(isBlock: false)
      }
    }
    let token = try scanner.next()
    _ = marks.popLast()
    pop()
    return event(.mappingEnd, token)
  }

  private mutating func flowMappingValue() throws(ReadingAbort) -> YAMLEvent {
    let token = try scanner.peekToken()
    state = .flowMappingKey
    guard token.kind == .value else { return empty(token.start) }
    _ = try scanner.next()
    if try sees(.flowEntry, .flowMappingEnd) { return empty(token.end) }
    states.append(.flowMappingKey)
    return try node(isBlock: false)
  }
}

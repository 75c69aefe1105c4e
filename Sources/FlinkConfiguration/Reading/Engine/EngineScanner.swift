/// Tokens as snakeyaml-engine 2.6 scans them.
///
/// libyaml and snakeyaml-engine descend from the same scanner, and differ where it hurts: tabs, plain
/// scalars in flow, anchors, directives, line breaks of Unicode, lone carriage returns. This scanner
/// follows the engine; tests hold it against the real one.
struct EngineScanner {
  let bytes: [UInt8]
  /// What ends the input early.
  private let fault: (abort: ReadingAbort, knownFrom: Int)?

  // The place in the text; offsets are bytes, columns and indices characters.
  var offset = 0
  var index = 0
  var line = 0
  var column = 0

  var flowLevel = 0
  var indent = -1
  private var indents: [Int] = []
  var allowsSimpleKey = true
  private var simpleKeys: [SimpleKey] = []

  private var tokens: [EngineToken] = []
  private var head = 0
  private var taken = 0
  private var isDone = false

  /// A token that turns out to be a key when a `:` follows.
  private struct SimpleKey {
    let flowLevel: Int
    let tokenNumber: Int
    let isRequired: Bool
    let index: Int
    let line: Int
    let column: Int
    let mark: TextPosition
  }

  /// `LoadSettings.codePointLimit`.
  private static let codePointLimit = 3 * 1024 * 1024
  private static let maxSimpleKeyLength = 1024

  init(_ text: EngineText) {
    bytes = text.bytes
    fault = text.fault
    // The stream's start is a token of its own for the engine, which numbers tokens.
    taken = 1
  }

  // MARK: Characters

  var mark: TextPosition { TextPosition(line: line + 1, column: column + 1) }

  /// The byte at a distance, 0 behind the end: all characters with a meaning are ASCII.
  func peek(_ distance: Int = 0) -> UInt8 {
    let at = offset + distance
    return at < bytes.count ? bytes[at] : 0
  }

  /// Past one character.
  mutating func forward() {
    guard offset < bytes.count else { return }
    let byte = bytes[offset]
    index += 1
    if byte < 0x80 {
      offset += 1
      if byte == 0x0A || (byte == 0x0D && offset < bytes.count && bytes[offset] != 0x0A) {
        line += 1
        column = 0
      } else {
        column += 1
      }
      return
    }
    let step = JavaUTF8.decode(bytes, at: offset)
    offset += step.length
    if step.scalar != "\u{FEFF}" { column += 1 }
  }

  mutating func forward(_ count: Int) {
    for _ in 0..<count { forward() }
  }

  /// Past bytes without line breaks, of which some continue a character.
  mutating func advance(_ count: Int, continuations: Int) {
    offset += count
    index += count - continuations
    column += count - continuations
  }

  /// Whether the break `---` or `...` stands here.
  func startsWith(_ byte: UInt8) -> Bool {
    peek() == byte && peek(1) == byte && peek(2) == byte
  }

  /// How a message shows the character at this place.
  func shown(_ distance: Int = 0) -> String {
    guard offset + distance < bytes.count else { return "\0(0)" }
    let scalar = JavaUTF8.decode(bytes, at: offset + distance).scalar ?? "\u{FFFD}"
    return "\(Character(scalar))(\(scalar.value))"
  }

  // MARK: The queue

  mutating func peekKind() throws(ReadingAbort) -> EngineToken.Kind {
    try fill()
    return tokens[head].kind
  }

  mutating func peekToken() throws(ReadingAbort) -> EngineToken {
    try fill()
    return tokens[head]
  }

  mutating func next() throws(ReadingAbort) -> EngineToken {
    try fill()
    let token = tokens[head]
    // The end of the stream stays, whoever asks again.
    if token.kind == .streamEnd { return token }
    head += 1
    taken += 1
    if head > 64 && head * 2 > tokens.count {
      tokens.removeFirst(head)
      head = 0
    }
    return token
  }

  private mutating func fill() throws(ReadingAbort) {
    while try needsMore() {
      do throws(ReadingAbort) {
        try fetch()
      } catch {
        throw fault.map { offset + 4 >= $0.knownFrom ? $0.abort : error } ?? error
      }
    }
  }

  private mutating func needsMore() throws(ReadingAbort) -> Bool {
    if isDone { return false }
    if head == tokens.count { return true }
    do throws(ReadingAbort) {
      try removeStaleKeys()
    } catch {
      throw fault.map { offset + 4 >= $0.knownFrom ? $0.abort : error } ?? error
    }
    return simpleKeys.first?.tokenNumber == taken
  }

  mutating func add(_ token: EngineToken) { tokens.append(token) }

  /// Adds an indicator of some characters.
  private mutating func add(_ kind: EngineToken.Kind, length: Int) {
    let start = mark
    forward(length)
    add(EngineToken(kind, start, mark))
  }

  private mutating func fetch() throws(ReadingAbort) {
    if index > Self.codePointLimit {
      throw ReadingAbort(
        .tooLarge,
        "The incoming YAML document exceeds the limit: \(Self.codePointLimit) code points.",
        at: mark)
    }
    skipToNextToken()
    if let fault, offset >= fault.knownFrom { throw fault.abort }
    try removeStaleKeys()
    unwindIndent(column)
    let byte = peek()
    switch byte {
    case 0:
      return try fetchStreamEnd()
    case UInt8(ascii: "%") where column == 0:
      return try fetchDirective()
    case UInt8(ascii: "-"):
      if isDocumentMarker(byte) { return try fetchDocumentMarker(.documentStart) }
      if Self.isBlankOrBreak(peek(1)) { return try fetchBlockEntry() }
    case UInt8(ascii: ".") where isDocumentMarker(byte):
      return try fetchDocumentMarker(.documentEnd)
    case UInt8(ascii: "["): return try fetchFlowStart(.flowSequenceStart)
    case UInt8(ascii: "{"): return try fetchFlowStart(.flowMappingStart)
    case UInt8(ascii: "]"): return try fetchFlowEnd(.flowSequenceEnd)
    case UInt8(ascii: "}"): return try fetchFlowEnd(.flowMappingEnd)
    case UInt8(ascii: ","): return try fetchFlowEntry()
    case UInt8(ascii: "?") where Self.isBlankOrBreak(peek(1)): return try fetchKey()
    case UInt8(ascii: ":") where flowLevel != 0 || Self.isBlankOrBreak(peek(1)):
      return try fetchValue()
    case UInt8(ascii: "*"), UInt8(ascii: "&"):
      try beginSimpleKeyToken()
      return add(try scanAnchor())
    case UInt8(ascii: "!"):
      try beginSimpleKeyToken()
      return add(try scanTag())
    case UInt8(ascii: "|") where flowLevel == 0: return try fetchBlockScalar(.literal)
    case UInt8(ascii: ">") where flowLevel == 0: return try fetchBlockScalar(.folded)
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      try beginSimpleKeyToken()
      return add(try scanFlowScalar())
    default: break
    }
    guard startsPlain(byte) else { throw noToken(byte) }
    try beginSimpleKeyToken()
    add(try scanPlain())
  }

  private func noToken(_ byte: UInt8) -> ReadingAbort {
    let name: String
    switch byte {
    case 0x09: name = "\\t(TAB)"
    default: name = String(Character(Unicode.Scalar(byte)))
    }
    return .yaml(
      byte == 0x09 ? .tab : .syntax, context: "while scanning for the next token", nil,
      "found character '\(name)' that cannot start any token. (Do not use \(name) for indentation)",
      mark)
  }

  private func isDocumentMarker(_ byte: UInt8) -> Bool {
    column == 0 && startsWith(byte) && Self.isBlankOrBreak(peek(3))
  }

  private func startsPlain(_ byte: UInt8) -> Bool {
    if Self.isBlankOrBreak(byte) { return false }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
      let next = peek(1)
      if Self.isBlankOrBreak(next) { return false }
      if flowLevel == 0 { return true }
      return byte != UInt8(ascii: ":") && next != UInt8(ascii: ",") && next != UInt8(ascii: "]")
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      return false
    default:
      return true
    }
  }

  /// NUL, blank, tab, LF, CR.
  static func isBlankOrBreak(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0)
  }

  // MARK: Simple keys

  private mutating func removeStaleKeys() throws(ReadingAbort) {
    guard !simpleKeys.isEmpty else { return }
    var kept = 0
    for key in simpleKeys {
      if key.line == line && index - key.index <= Self.maxSimpleKeyLength {
        simpleKeys[kept] = key
        kept += 1
      } else if key.isRequired {
        throw missingColon(key)
      }
    }
    simpleKeys.removeSubrange(kept...)
  }

  private func missingColon(_ key: SimpleKey) -> ReadingAbort {
    .yaml(
      .syntax, context: "while scanning a simple key", key.mark, "could not find expected ':'",
      mark)
  }

  private mutating func saveSimpleKey() throws(ReadingAbort) {
    let isRequired = flowLevel == 0 && indent == column
    if !allowsSimpleKey {
      if isRequired {
        throw ReadingAbort(
          .syntax, "A simple key is required only if it is the first token in the current line",
          at: mark)
      }
      return
    }
    try removeSimpleKey()
    simpleKeys.append(
      SimpleKey(
        flowLevel: flowLevel, tokenNumber: taken + tokens.count - head, isRequired: isRequired,
        index: index, line: line, column: column, mark: mark))
  }

  private mutating func removeSimpleKey() throws(ReadingAbort) {
    guard let last = simpleKeys.last, last.flowLevel == flowLevel else { return }
    simpleKeys.removeLast()
    if last.isRequired { throw missingColon(last) }
  }

  /// An alias, an anchor, a tag or a scalar may be a key, and no key follows it.
  private mutating func beginSimpleKeyToken() throws(ReadingAbort) {
    try saveSimpleKey()
    allowsSimpleKey = false
  }

  // MARK: Indentation

  private mutating func unwindIndent(_ column: Int) {
    guard flowLevel == 0 else { return }
    while indent > column {
      indent = indents.popLast() ?? -1
      add(EngineToken(.blockEnd, mark, mark))
    }
  }

  private mutating func addIndent(_ column: Int) -> Bool {
    guard indent < column else { return false }
    indents.append(indent)
    indent = column
    return true
  }

  // MARK: Fetchers

  private mutating func fetchStreamEnd() throws(ReadingAbort) {
    unwindIndent(-1)
    try removeSimpleKey()
    allowsSimpleKey = false
    simpleKeys.removeAll()
    add(EngineToken(.streamEnd, mark, mark))
    isDone = true
  }

  private mutating func fetchDirective() throws(ReadingAbort) {
    unwindIndent(-1)
    try removeSimpleKey()
    allowsSimpleKey = false
    add(try scanDirective())
  }

  private mutating func fetchDocumentMarker(_ kind: EngineToken.Kind) throws(ReadingAbort) {
    unwindIndent(-1)
    try removeSimpleKey()
    allowsSimpleKey = false
    add(kind, length: 3)
  }

  private mutating func fetchFlowStart(_ kind: EngineToken.Kind) throws(ReadingAbort) {
    try saveSimpleKey()
    flowLevel += 1
    allowsSimpleKey = true
    add(kind, length: 1)
  }

  private mutating func fetchFlowEnd(_ kind: EngineToken.Kind) throws(ReadingAbort) {
    try removeSimpleKey()
    flowLevel -= 1
    allowsSimpleKey = false
    add(kind, length: 1)
  }

  private mutating func fetchFlowEntry() throws(ReadingAbort) {
    allowsSimpleKey = true
    try removeSimpleKey()
    add(.flowEntry, length: 1)
  }

  private mutating func fetchBlockEntry() throws(ReadingAbort) {
    if flowLevel == 0 {
      if !allowsSimpleKey {
        throw .yaml(.syntax, context: "", nil, "sequence entries are not allowed here", mark)
      }
      if addIndent(column) { add(EngineToken(.blockSequenceStart, mark, mark)) }
    }
    allowsSimpleKey = true
    try removeSimpleKey()
    add(.blockEntry, length: 1)
  }

  private mutating func fetchKey() throws(ReadingAbort) {
    if flowLevel == 0 {
      if !allowsSimpleKey {
        throw .yaml(.syntax, context: nil, nil, "mapping keys are not allowed here", mark)
      }
      if addIndent(column) { add(EngineToken(.blockMappingStart, mark, mark)) }
    }
    allowsSimpleKey = flowLevel == 0
    try removeSimpleKey()
    add(.key, length: 1)
  }

  private mutating func fetchValue() throws(ReadingAbort) {
    if let key = simpleKeys.last, key.flowLevel == flowLevel {
      simpleKeys.removeLast()
      let place = head + key.tokenNumber - taken
      tokens.insert(EngineToken(.key, key.mark, key.mark), at: place)
      if flowLevel == 0 && addIndent(key.column) {
        tokens.insert(EngineToken(.blockMappingStart, key.mark, key.mark), at: place)
      }
      allowsSimpleKey = false
    } else {
      if flowLevel == 0 {
        if !allowsSimpleKey {
          throw .yaml(.syntax, context: nil, nil, "mapping values are not allowed here", mark)
        }
        if addIndent(column) { add(EngineToken(.blockMappingStart, mark, mark)) }
      }
      allowsSimpleKey = flowLevel == 0
    }
    add(.value, length: 1)
  }

  private mutating func fetchBlockScalar(_ style: YAMLEvent.Style) throws(ReadingAbort) {
    allowsSimpleKey = true
    try removeSimpleKey()
    add(try scanBlockScalar(style))
  }

  // MARK: Between tokens

  private mutating func skipToNextToken() {
    if index == 0 && peek() == 0xEF && peek(1) == 0xBB && peek(2) == 0xBF { forward() }
    while true {
      while peek() == 0x20 { forward() }
      if peek() == UInt8(ascii: "#") { skipLine() }
      if scanLineBreak() == nil { return }
      if flowLevel == 0 { allowsSimpleKey = true }
    }
  }

  /// Past everything up to the line's end.
  mutating func skipLine() {
    var length = 0
    var continuations = 0
    while offset + length < bytes.count {
      let byte = bytes[offset + length]
      if byte == 0x0A || byte == 0x0D || byte == 0 { break }
      if byte & 0xC0 == 0x80 { continuations += 1 }
      length += 1
    }
    advance(length, continuations: continuations)
  }

  /// A line break and what it counts as in a scalar; the three of Unicode are breaks here, though
  /// they start no new line in the marks.
  mutating func scanLineBreak() -> Unicode.Scalar? {
    switch peek() {
    case 0x0D:
      forward(peek(1) == 0x0A ? 2 : 1)
      return "\n"
    case 0x0A:
      forward()
      return "\n"
    case 0xC2 where peek(1) == 0x85:
      forward()
      return "\n"
    case 0xE2 where peek(1) == 0x80 && (peek(2) == 0xA8 || peek(2) == 0xA9):
      let scalar: Unicode.Scalar = peek(2) == 0xA8 ? "\u{2028}" : "\u{2029}"
      forward()
      return scalar
    default:
      return nil
    }
  }
}

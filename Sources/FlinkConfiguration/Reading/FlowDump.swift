/// The one line of text that Flink stores for a list (`YamlParserUtils.toYAMLString`): the dump of
/// snakeyaml-engine 2.6 in flow style, without line width.
struct FlowDump {
  private let construction: YAMLConstruction
  private var output = ""
  private var column = 0
  /// Whether the last thing written needs no blank behind it.
  private var whitespace = true
  private var depth = 0
  /// Collections that occur more than once, with the number of their anchor.
  private var anchors: [Int: Int] = [:]
  private var isWritten: Set<Int> = []

  /// `DumpSettings.maxSimpleKeyLength`, in UTF-16 units, the tag counted.
  private static let maxSimpleKeyLength = 128
  private static let bestWidth = 80

  static func text(_ root: Int, of construction: YAMLConstruction) -> String {
    var dump = FlowDump(construction: construction)
    dump.findAnchors(root)
    dump.write(root, isKey: false)
    return dump.output
  }

  private init(construction: YAMLConstruction) {
    self.construction = construction
  }

  // MARK: Anchors

  private mutating func findAnchors(_ root: Int) {
    var seen: Set<Int> = []
    var stack = [root]
    while let index = stack.popLast() {
      guard isCollection(index) else { continue }
      if !seen.insert(index).inserted {
        if anchors[index] == nil { anchors[index] = anchors.count + 1 }
        continue
      }
      switch construction.nodes[index].content {
      case .sequence(let children): stack += children.reversed()
      case .mapping(let pairs):
        for pair in pairs.reversed() {
          if case .map = construction.built[index] { stack.append(pair.value) }
          stack.append(pair.key)
        }
      case .scalar: break
      }
    }
  }

  private func isCollection(_ index: Int) -> Bool {
    switch construction.built[index] {
    case .list, .map, .set: true
    default: false
    }
  }

  private func anchor(_ number: Int) -> String {
    let digits = String(number)
    return "id" + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
  }

  // MARK: Nodes

  private mutating func write(_ index: Int, isKey: Bool) {
    if let number = anchors[index] {
      if !isWritten.insert(index).inserted {
        indicator("*" + anchor(number), needsBlank: true)
        return
      }
      indicator("&" + anchor(number), needsBlank: true)
    }
    switch (construction.built[index], construction.nodes[index].content) {
    case (.list, .sequence(let children)):
      indicator("[", needsBlank: true, whitespace: true)
      depth += 1
      for (at, child) in children.enumerated() {
        if at > 0 { indicator(",", needsBlank: false) }
        write(child, isKey: false)
      }
      depth -= 1
      indicator("]", needsBlank: false)
    case (.map, .mapping(let pairs)):
      writeMap(pairs, withValues: true)
    case (.set, .mapping(let pairs)):
      indicator("!!set", needsBlank: true)
      writeMap(pairs, withValues: false)
    default:
      writeScalar(index, isKey: isKey)
    }
  }

  private mutating func writeMap(_ pairs: [YAMLNode.Pair], withValues: Bool) {
    indicator("{", needsBlank: true, whitespace: true)
    depth += 1
    for (at, pair) in pairs.enumerated() {
      if at > 0 { indicator(",", needsBlank: false) }
      if isSimpleKey(pair.key) {
        write(pair.key, isKey: true)
        indicator(":", needsBlank: false)
      } else {
        indicator("?", needsBlank: true)
        write(pair.key, isKey: false)
        if column > Self.bestWidth { newLine() }
        indicator(":", needsBlank: true)
      }
      if withValues {
        write(pair.value, isKey: false)
      } else {
        plain("null")
      }
    }
    depth -= 1
    indicator("}", needsBlank: false)
  }

  private func isSimpleKey(_ index: Int) -> Bool {
    if anchors[index] != nil && isWritten.contains(index) { return true }
    let anchorLength = anchors[index].map { anchor($0).utf8.count } ?? 0
    switch (construction.built[index], construction.nodes[index].content) {
    case (.list, .sequence(let children)):
      return children.isEmpty && anchorLength + 5 < Self.maxSimpleKeyLength
    case (.map, .mapping(let pairs)), (.set, .mapping(let pairs)):
      return pairs.isEmpty && anchorLength + 5 < Self.maxSimpleKeyLength
    default:
      let scalar = DumpedScalar(construction.built[index] ?? .null)
      return !scalar.text.isEmpty && !scalar.hasLineBreak
        && scalar.tag.utf8.count + scalar.text.utf16.count < Self.maxSimpleKeyLength
    }
  }

  private mutating func writeScalar(_ index: Int, isKey: Bool) {
    let scalar = DumpedScalar(construction.built[index] ?? .null)
    if scalar.isTagged { indicator(scalar.tag, needsBlank: true) }
    switch scalar.style(isKey: isKey) {
    case .plain: plain(scalar.text)
    case .singleQuoted: quoted(scalar.singleQuoted)
    default: quoted(scalar.doubleQuoted)
    }
  }

  // MARK: Output

  private mutating func indicator(_ text: String, needsBlank: Bool, whitespace: Bool = false) {
    if needsBlank && !self.whitespace { put(" ") }
    self.whitespace = whitespace
    put(text)
  }

  private mutating func plain(_ text: String) {
    guard !text.isEmpty else { return }
    if !whitespace { put(" ") }
    whitespace = false
    put(text)
  }

  private mutating func quoted(_ text: String) {
    if !whitespace { put(" ") }
    whitespace = false
    put(text)
  }

  private mutating func newLine() {
    output += "\n" + String(repeating: " ", count: 2 * depth)
    column = 2 * depth
    whitespace = true
  }

  private mutating func put(_ text: String) {
    output += text
    column += text.utf16.count
  }
}

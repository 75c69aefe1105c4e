/// Builds the nodes of the one document of a stream, as snakeyaml-engine's `Composer` does.
struct YAMLComposer {
  private(set) var nodes: [YAMLNode] = []
  /// nil for an empty stream.
  private(set) var root: Int?
  private var anchors: [String: Int] = [:]
  private var collectionAliases = 0
  private var frames: [Frame] = []

  private struct Frame {
    let node: Int
    let isMapping: Bool
    var children: [(node: Int, range: TextRange)] = []
  }

  /// `LoadSettings.maxAliasesForCollections`.
  private static let maxCollectionAliases = 50
  /// Java's stack ends somewhere beyond; it depends on the machine.
  static let maxDepth = 1000

  init() {}

  /// Takes events until the stream ends.
  mutating func compose(
    _ next: () throws(ReadingAbort) -> YAMLEvent
  ) throws(ReadingAbort) {
    var documents = 0
    while true {
      let event = try next()
      switch event.kind {
      case .streamEnd: return
      case .streamStart, .documentEnd: continue
      case .documentStart:
        documents += 1
        if documents > 1 {
          throw .yaml(
            .secondDocument, context: "expected a single document in the stream",
            root.map { nodes[$0].start }, "but found another document", event.start)
        }
      case .sequenceEnd, .mappingEnd: close(event)
      default: try add(event)
      }
    }
  }

  private mutating func add(_ event: YAMLEvent) throws(ReadingAbort) {
    let node: Int
    switch event.kind {
    case .alias:
      node = try resolve(event)
    case .scalar:
      node = nodes.count
      nodes.append(
        YAMLNode(
          content: .scalar(event.text, isPlain: event.style == .plain), tag: event.tag,
          start: event.start, end: event.end))
    default:
      node = nodes.count
      nodes.append(
        YAMLNode(
          content: event.kind == .mappingStart ? .mapping([]) : .sequence([]), tag: event.tag,
          start: event.start, end: event.end))
    }
    if let anchor = event.anchor, event.kind != .alias { anchors[anchor] = node }
    if frames.isEmpty {
      root = node
    } else {
      frames[frames.count - 1].children.append(
        (node, TextRange(start: event.start, end: event.end)))
    }
    if event.kind == .sequenceStart || event.kind == .mappingStart {
      if frames.count >= Self.maxDepth {
        throw ReadingAbort(.tooLarge, "java.lang.StackOverflowError", at: event.start)
      }
      frames.append(Frame(node: node, isMapping: event.kind == .mappingStart))
    }
  }

  private mutating func resolve(_ event: YAMLEvent) throws(ReadingAbort) -> Int {
    let name = event.anchor ?? ""
    guard let node = anchors[name] else {
      throw .yaml(
        .undefinedAlias(name: name), context: "", nil, "found undefined alias \(name)",
        event.start)
    }
    if case .scalar = nodes[node].content { return node }
    collectionAliases += 1
    if collectionAliases > Self.maxCollectionAliases {
      throw ReadingAbort(
        .tooLarge,
        "Number of aliases for non-scalar nodes exceeds the specified max="
          + "\(Self.maxCollectionAliases)", at: event.start)
    }
    if frames.contains(where: { $0.node == node }) { nodes[node].isRecursive = true }
    return node
  }

  private mutating func close(_ event: YAMLEvent) {
    guard let frame = frames.popLast() else { return }
    nodes[frame.node].end = event.end
    if frame.isMapping {
      var pairs: [YAMLNode.Pair] = []
      pairs.reserveCapacity(frame.children.count / 2)
      for at in stride(from: 0, to: frame.children.count - 1, by: 2) {
        let value = frame.children[at + 1]
        pairs.append(
          YAMLNode.Pair(
            key: frame.children[at].node, value: value.node,
            range: TextRange(start: value.range.start, end: nodes[value.node].end)))
      }
      nodes[frame.node].content = .mapping(pairs)
    } else {
      nodes[frame.node].content = .sequence(frame.children.map(\.node))
    }
  }
}

extension ReadingAbort {
  /// The text that Flink makes of a parser's complaint: context and problem with their places, and
  /// none of the file's content (`YamlParserUtils.wrapExceptionToHiddenSensitiveData`).
  static func yaml(
    _ cause: Cause, context: String?, _ contextMark: TextPosition?, _ problem: String,
    _ mark: TextPosition
  ) -> ReadingAbort {
    func place(_ mark: TextPosition) -> String {
      " in reader, line \(mark.line), column \(mark.column)\n"
    }
    var message = ""
    if let context { message += context + "\n" }
    if let contextMark { message += place(contextMark) }
    message += problem + "\n" + place(mark)
    return ReadingAbort(cause, message, at: mark)
  }
}

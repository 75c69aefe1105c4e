/// Turns nodes into Java's objects, as snakeyaml-engine's `StandardConstructor` does with the core
/// schema, in the same order, so that the first fault is the one that Flink reports.
struct YAMLConstruction {
  enum Built {
    case null
    case scalar(ConfigurationValue)
    case binary([UInt8])
    case list, map, set
  }

  let nodes: [YAMLNode]
  private(set) var built: [Built?]
  private static let prefix = "tag:yaml.org,2002:"

  init(_ nodes: [YAMLNode]) {
    self.nodes = nodes
    built = Array(repeating: nil, count: nodes.count)
  }

  mutating func construct(_ index: Int) throws(ReadingAbort) {
    if built[index] != nil { return }
    let node = nodes[index]
    switch node.content {
    case .scalar(let text, let isPlain):
      built[index] = try scalar(text, isPlain: isPlain, node)
    case .sequence(let children):
      guard try kind(of: node) == "seq" else { throw cast(node, to: "a sequence") }
      built[index] = .list
      for child in children { try construct(child) }
    case .mapping(let pairs):
      let kind = try kind(of: node)
      guard kind == "map" || kind == "set" else { throw cast(node, to: "a mapping") }
      built[index] = kind == "map" ? .map : .set
      try checkKeys(pairs, of: node)
      for pair in pairs {
        if kind == "map" { try construct(pair.value) }
        if nodes[pair.key].isRecursive {
          throw ReadingAbort(
            .syntax,
            "Recursive key for mapping is detected but it is not configured to be allowed.",
            at: nodes[pair.key].start)
        }
      }
    }
  }

  private mutating func checkKeys(
    _ pairs: [YAMLNode.Pair], of node: YAMLNode
  ) throws(ReadingAbort) {
    var seen: [Key: Int] = [:]
    seen.reserveCapacity(pairs.count)
    for pair in pairs {
      try construct(pair.key)
      if let earlier = seen.updateValue(pair.key, forKey: key(pair.key, depth: 0)) {
        let name = javaText(pair.key, depth: 0)
        throw .yaml(
          .duplicateKey(key: name, first: nodes[earlier].start),
          context: "while constructing a mapping", node.start, "found duplicate key \(name)",
          nodes[pair.key].start)
      }
    }
  }

  /// The short name of a collection's tag.
  private func kind(of node: YAMLNode) throws(ReadingAbort) -> String {
    guard let tag = node.tag, tag != "!" else {
      if case .sequence = node.content { return "seq" }
      return "map"
    }
    guard tag.hasPrefix(Self.prefix) else { throw unknown(tag, node) }
    let name = String(tag.dropFirst(Self.prefix.count))
    switch name {
    case "seq", "map", "set", "str", "int", "float", "bool", "null", "binary": return name
    default: throw unknown(tag, node)
    }
  }

  private func scalar(
    _ text: String, isPlain: Bool, _ node: YAMLNode
  ) throws(ReadingAbort) -> Built {
    guard let tag = node.tag else {
      return try isPlain
        ? result(CoreSchema.resolve(text), node) : .scalar(.string(text))
    }
    switch tag {
    case "!", "!ENV_VARIABLE", Self.prefix + "str": return .scalar(.string(text))
    case Self.prefix + "null": return .null
    case Self.prefix + "bool":
      switch text.lowercased() {
      case "true": return .scalar(.boolean(true))
      case "false": return .scalar(.boolean(false))
      default: return .null
      }
    case Self.prefix + "int":
      if text.isEmpty {
        throw .yaml(
          .syntax, context: "while constructing an int", node.start, "found empty value",
          node.start)
      }
      return try result(CoreSchema.integer(text), node)
    case Self.prefix + "float": return try result(CoreSchema.float(text), node)
    case Self.prefix + "binary":
      guard let bytes = Base64.decode(text) else {
        throw ReadingAbort(
          .syntax, "java.lang.IllegalArgumentException: Illegal base64 character", at: node.start)
      }
      return .binary(bytes)
    case Self.prefix + "seq", Self.prefix + "map", Self.prefix + "set":
      throw cast(node, to: "a scalar")
    default: throw unknown(tag, node)
    }
  }

  private func result(
    _ scalar: CoreSchema.Scalar, _ node: YAMLNode
  ) throws(ReadingAbort) -> Built {
    switch scalar {
    case .null: return .null
    case .value(let value): return .scalar(value)
    case .failure(let message): throw ReadingAbort(.syntax, message, at: node.start)
    }
  }

  private func unknown(_ tag: String, _ node: YAMLNode) -> ReadingAbort {
    let name = TagText.escaped(tag)
    return .yaml(
      .unknownTag(tag: name), context: nil, nil,
      "could not determine a constructor for the tag \(name)", node.start)
  }

  /// A tag on a node of the wrong kind.
  private func cast(_ node: YAMLNode, to kind: String) -> ReadingAbort {
    func javaClass(_ content: YAMLNode.Content) -> String {
      switch content {
      case .scalar: "ScalarNode"
      case .sequence: "SequenceNode"
      case .mapping: "MappingNode"
      }
    }
    let package = "org.snakeyaml.engine.v2.nodes."
    let wanted: String
    switch node.tag?.dropFirst(Self.prefix.count) {
    case "seq": wanted = "SequenceNode"
    case "map", "set": wanted = "MappingNode"
    default: wanted = "ScalarNode"
    }
    return ReadingAbort(
      .syntax,
      "java.lang.ClassCastException: class \(package)\(javaClass(node.content)) cannot be cast to "
        + "class \(package)\(wanted)", at: node.start)
  }
}

/// Java's view of equal keys: by class and value, a NaN like itself.
extension YAMLConstruction {
  enum Key: Hashable {
    case null
    case value(ConfigurationValue)
    case double(UInt64)
    case collection(String)
  }

  private func key(_ index: Int, depth: Int) -> Key {
    switch built[index] {
    case .scalar(.double(let number)):
      .double(number.isNaN ? Double.nan.bitPattern : number.bitPattern)
    case .scalar(let value): .value(value)
    case .list, .map, .set: .collection(javaText(index, depth: depth))
    // Arrays are equal to themselves alone.
    case .binary: .collection("binary \(index)")
    case .null, .none: .null
    }
  }

  /// What `toString` of the object gives.
  func javaText(_ index: Int, depth: Int) -> String {
    guard depth < 20 else { return "(this Collection)" }
    switch (built[index], nodes[index].content) {
    case (.scalar(let value), _): return Self.javaText(value)
    case (.list, .sequence(let children)):
      return "[" + children.map { javaText($0, depth: depth + 1) }.joined(separator: ", ") + "]"
    case (.map, .mapping(let pairs)):
      return "{"
        + pairs.map {
          javaText($0.key, depth: depth + 1) + "=" + javaText($0.value, depth: depth + 1)
        }.joined(separator: ", ") + "}"
    case (.set, .mapping(let pairs)):
      return "[" + pairs.map { javaText($0.key, depth: depth + 1) }.joined(separator: ", ") + "]"
    default: return "null"
    }
  }

  private static func javaText(_ value: ConfigurationValue) -> String {
    guard case .double(let number) = value, !number.isFinite else { return value.text }
    return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
  }
}

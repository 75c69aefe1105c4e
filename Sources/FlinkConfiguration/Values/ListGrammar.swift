/// Lists in a plain text: parts with `;` between them, never `,` (`ConfigurationUtils.convertToList`).
package enum ListGrammar {
  package static func parse(_ text: String) throws(ValueError) -> [String] {
    try QuotedSplitter.split(JavaText(text), on: 0x3B).map(\.string)
  }

  /// In the standard dialect a text that YAML reads as a list is that list; nil where it is none.
  static func yaml(_ text: String) -> [ConfigurationValue]? {
    guard let yaml = YAMLText(text), case .sequence(let children) = yaml.rootContent,
      case .list = yaml.construction.built[yaml.root]
    else { return nil }
    var values: [ConfigurationValue] = []
    for child in children {
      guard let value = yaml.value(child) else { return nil }
      values.append(value)
    }
    return values
  }
}

/// Maps in a plain text: `key:value` pairs with `,` between them (`ConfigurationUtils.convertToProperties`).
package enum MapGrammar {
  package typealias Entry = (key: String, value: String)

  /// In the order of the text.
  package static func parse(_ text: String, version: FlinkVersion) throws(ValueError) -> [Entry] {
    var entries: [Entry] = []
    for item in try QuotedSplitter.split(JavaText(text), on: 0x2C) {
      let pair = try QuotedSplitter.split(item, on: 0x3A).map(\.string)
      guard pair.count == 2 else {
        throw .illegal(
          version < FlinkVersion(1, 17)
            ? "Could not parse pair in the map [\(pair.joined(separator: ", "))]"
            : "Map item is not a key-value pair (missing ':'?)")
      }
      if let known = entries.first(where: { $0.key.utf8.elementsEqual(pair[0].utf8) }) {
        throw ValueError(
          "IllegalStateException",
          "Duplicate key \(pair[0]) (attempted merging values \(known.value) and \(pair[1]))")
      }
      entries.append((pair[0], pair[1]))
    }
    return entries
  }

  /// In the standard dialect a text that YAML reads as a map is that map; nil where it is none.
  static func yaml(_ text: String) -> [Entry]? {
    guard let yaml = YAMLText(text), case .mapping(let pairs) = yaml.rootContent,
      case .map = yaml.construction.built[yaml.root]
    else { return nil }
    var entries: [Entry] = []
    for pair in pairs {
      guard let key = yaml.value(pair.key)?.text, let value = yaml.value(pair.value)?.text,
        !entries.contains(where: { $0.key.utf8.elementsEqual(key.utf8) })
      else { return nil }
      entries.append((key, value))
    }
    return entries
  }
}

/// A text as `YamlParserUtils.convertToObject` reads it.
private struct YAMLText {
  let construction: YAMLConstruction
  let root: Int

  /// Nil for an empty document and where the parser throws; Flink then falls back to the plain grammar.
  init?(_ text: String) {
    do throws(ReadingAbort) {
      let composer = try YAMLSource.compose(SourceText(Array(text.utf8)))
      guard let root = composer.root else { return nil }
      var construction = YAMLConstruction(composer.nodes)
      try construction.construct(root)
      self.construction = construction
      self.root = root
    } catch {
      return nil
    }
  }

  var rootContent: YAMLNode.Content { construction.nodes[root].content }

  /// A collection is the text that YAML dumps of it; nil is null.
  func value(_ index: Int) -> ConfigurationValue? {
    switch construction.built[index] {
    case .scalar(let value)?: value
    case .null?, nil: nil
    default: .object(typeName: "Object", text: FlowDump.text(index, of: construction))
    }
  }
}

/// Lists in a plain text: parts with `;` between them, never `,` (`ConfigurationUtils.convertToList`).
package enum ListGrammar {
  package static func parse(_ text: String) throws(ValueError) -> [String] {
    try QuotedSplitter.split(JavaText(text), on: 0x3B).map(\.string)
  }
}

/// Maps in a plain text: `key:value` pairs with `,` between them (`ConfigurationUtils.convertToProperties`).
package enum MapGrammar {
  /// In the order of the text.
  package static func parse(
    _ text: String, version: FlinkVersion
  ) throws(ValueError) -> [(key: String, value: String)] {
    var entries: [(key: String, value: String)] = []
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
}

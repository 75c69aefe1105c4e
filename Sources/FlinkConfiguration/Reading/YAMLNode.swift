/// A node of a YAML document; nodes refer to each other by their place in one array, because aliases
/// make a graph of the tree.
struct YAMLNode {
  enum Content {
    case scalar(String, isPlain: Bool)
    case sequence([Int])
    case mapping([Pair])
  }

  struct Pair {
    let key: Int
    let value: Int
    /// Where the value stands in this mapping; an alias stands elsewhere than its node.
    let range: TextRange
  }

  var content: Content
  /// The explicit tag; nil without one.
  let tag: String?
  let start: TextPosition
  var end: TextPosition
  /// An alias inside of the node points back to it.
  var isRecursive = false

  var range: TextRange { TextRange(start: start, end: end) }
}

/// What the lines above a line of the flat dialect have opened.
struct FlatContext {
  /// A `key:` without a value, which may be the parent of what follows.
  struct Parent {
    let name: String
    let indent: Int
    let range: TextRange
    var hasChildren = false
  }

  private(set) var parents: [Parent] = []
  /// The last accepted pair and how far it was indented.
  private(set) var previous: (line: FlatLine, key: String, value: Range<Int>)?

  mutating func noteBlank(_ line: FlatLine) {}

  mutating func noteEntry(
    _ line: FlatLine, key: String, _ split: (key: Range<Int>, value: Range<Int>)
  ) {
    previous = (line, key, split.value)
  }

  /// Opens `name:`.
  mutating func open(_ parent: Parent) {
    close(to: parent.indent)
    parents.append(parent)
    previous = nil
  }

  /// The parents of a line with this indentation, outermost first.
  mutating func path(indent: Int) -> [Parent] {
    close(to: indent)
    return parents
  }

  mutating func markChildren() {
    for index in parents.indices { parents[index].hasChildren = true }
  }

  private mutating func close(to indent: Int) {
    while let top = parents.last, top.indent >= indent { parents.removeLast() }
  }
}

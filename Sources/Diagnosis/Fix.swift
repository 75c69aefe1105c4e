package import FlinkConfiguration

/// What to write, in words and, where it is certain, as edits.
package struct Fix: Sendable, Hashable {
  /// The exact line to write or the command to run.
  package var text: String
  package var edits: [Edit]

  package init(_ text: String, edits: [Edit] = []) {
    self.text = text
    self.edits = edits
  }
}

/// Replaces a stretch of a file; an empty range inserts, an empty text deletes.
package struct Edit: Sendable, Hashable {
  package var path: String
  package var range: TextRange
  package var text: String

  package init(path: String, range: TextRange, text: String) {
    self.path = path
    self.range = range
    self.text = text
  }
}

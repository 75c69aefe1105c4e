/// A configuration file as Flink reads it, with everything that Flink does not say.
package struct ConfigurationReading: Sendable {
  package let dialect: Dialect
  package let path: String
  /// The bytes and their lines.
  package let text: SourceText
  /// Every pair that Flink accepts, in file order, the overwritten ones included.
  package let entries: [ConfigurationEntry]
  /// Lines without effect; a file of the standard dialect has none.
  package let ignored: [IgnoredLine]
  /// Why Flink does not start with this file; then `entries` holds what could be read nevertheless.
  package let abort: ReadingAbort?
  /// In file order.
  package let traps: [ReadingTrap]
  /// The place in `entries` that holds for a key: the last one.
  private let last: [String: Int]

  package init(bytes: [UInt8], dialect: Dialect, path: String) {
    self.init(text: SourceText(bytes), dialect: dialect, path: path)
  }

  package init(text: SourceText, dialect: Dialect, path: String) {
    self.dialect = dialect
    self.path = path
    self.text = text
    switch dialect {
    case .flat:
      var reader = FlatReader(text, origin: .file(path))
      reader.read()
      entries = reader.entries
      ignored = reader.ignored
      abort = nil
      traps = reader.sortedTraps()
      last = reader.last
    case .standard:
      let result = StandardReader.read(text, origin: .file(path))
      entries = result.entries
      ignored = []
      abort = result.abort
      traps = result.traps
      last = result.last
    }
  }

  /// The entry that holds for a key.
  package subscript(key: String) -> ConfigurationEntry? {
    last[key].map { entries[$0] }
  }

  /// What holds after later pairs have overwritten earlier ones, in file order.
  package var effective: [ConfigurationEntry] {
    entries.indices.lazy.filter { last[entries[$0].key] == $0 }.map { entries[$0] }
  }

  /// A line as it stands in the file, counted from 1.
  package func line(_ number: Int) -> String { text.line(number) }

  package var lineCount: Int { text.lineCount }

  /// The lines that hold a text, for comments that speak to this program.
  package func lines(containing text: String) -> [Int] {
    self.text.lines(containing: Array(text.utf8))
  }
}

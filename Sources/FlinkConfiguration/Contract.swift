// TEMPORARY: the shapes that the readers and the catalogue will have, so that the rules and the
// reports can be compiled. Whoever lands the real type deletes its stand-in here.

/// The two ways in which Flink reads a configuration file.
package enum Dialect: String, Sendable, Hashable, Codable, CaseIterable {
  case flat
  case standard
}

package enum ConfigurationValue: Sendable, Hashable {
  case string(String)
  package var text: String { if case .string(let text) = self { text } else { "" } }
  package var typeName: String { "String" }
}

package struct ConfigurationEntry: Sendable, Hashable {
  package enum Origin: Sendable, Hashable {
    case file(String)
    case dynamicProperty
    case environment
    case image
  }
  package var key: String
  package var value: ConfigurationValue
  package var keyRange: TextRange?
  package var valueRange: TextRange?
  package var origin: Origin
}

package struct IgnoredLine: Sendable, Hashable {
  package var line: Int
  package var text: String
  package var reason: String
}

package struct ReadingAbort: Sendable, Hashable {
  package var message: String
  package var line: Int
  package var column: Int
}

package struct ConfigurationReading: Sendable {
  package let path: String
  package let dialect: Dialect
  package var entries: [ConfigurationEntry] = []
  package var ignored: [IgnoredLine] = []
  package var abort: ReadingAbort?
  private var lines: [String] = []

  package init(bytes: [UInt8], dialect: Dialect, path: String) {
    self.path = path
    self.dialect = dialect
    let text = String(decoding: bytes, as: UTF8.self)
    for (at, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      lines.append(String(line))
      let scalars = Array(line.unicodeScalars)
      guard let colon = scalars.firstIndex(of: ":"), colon + 2 <= scalars.count else { continue }
      let key = String(String.UnicodeScalarView(scalars[..<colon]))
      let value = String(String.UnicodeScalarView(scalars[(colon + 2)...]))
      entries.append(
        ConfigurationEntry(
          key: key, value: .string(value),
          keyRange: TextRange(line: at + 1, column: 1, length: colon),
          valueRange: TextRange(
            line: at + 1, column: colon + 3, length: scalars.count - colon - 2),
          origin: .file(path)))
    }
  }

  package var lineCount: Int { lines.count }
  package func line(_ number: Int) -> String { lines[number - 1] }
  package func lines(containing text: String) -> [Int] {
    lines.indices.filter { lines[$0].contains(text) }.map { $0 + 1 }
  }
  package var effective: [ConfigurationEntry] { entries }
}

package struct EffectiveConfiguration: Sendable {
  private var entries: [String: ConfigurationEntry] = [:]
  package init(_ reading: ConfigurationReading, settings: [(key: String, value: String)] = []) {
    for entry in reading.entries { entries[entry.key] = entry }
    for (key, value) in settings {
      entries[key] = ConfigurationEntry(
        key: key, value: .string(value), keyRange: nil, valueRange: nil, origin: .dynamicProperty)
    }
  }
  package subscript(_ key: String) -> ConfigurationEntry? { entries[key] }
}

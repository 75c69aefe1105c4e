/// One key with its value, and where both come from.
package struct ConfigurationEntry: Sendable, Hashable {
  /// The key as Flink stores it: nested keys joined by dots.
  package let key: String
  package let value: ConfigurationValue
  /// Where the last part of the key stands; nil for what no file holds.
  package let keyRange: TextRange?
  package let valueRange: TextRange?
  package let origin: Origin

  package init(
    key: String, value: ConfigurationValue, keyRange: TextRange? = nil,
    valueRange: TextRange? = nil, origin: Origin
  ) {
    self.key = key
    self.value = value
    self.keyRange = keyRange
    self.valueRange = valueRange
    self.origin = origin
  }

  /// The layer that an entry comes from, in the order in which a later one wins.
  package enum Origin: Sendable, Hashable {
    case file(String)
    /// What the docker image writes into the file before Flink sees it.
    case image
    /// `FLINK_PROPERTIES`, as the docker image applies it.
    case environment
    /// `-D key=value` of a start script, `--set` here.
    case dynamicProperty
    /// `--host` and `--webui-port` of `jobmanager.sh start`.
    case commandLine
  }
}

/// A line that has no effect in Flink though it is neither empty nor a comment.
package struct IgnoredLine: Sendable, Hashable {
  package let line: Int
  package let text: String
  /// Flink's own words from its log (1.17 and later).
  package let reason: String

  package init(line: Int, text: String, reason: String) {
    self.line = line
    self.text = text
    self.reason = reason
  }
}

/// What keeps Flink from starting: its own text, and the place of the fault.
package struct ReadingAbort: Error, Sendable, Hashable {
  package let cause: Cause
  /// What Flink prints as the cause of its `Error parsing YAML configuration`.
  package let message: String
  /// Where the fault is; Flink itself tells no place for some causes.
  package let line: Int
  package let column: Int

  package init(_ cause: Cause, _ message: String, at place: TextPosition) {
    self.cause = cause
    self.message = message
    line = place.line
    column = place.column
  }

  package var position: TextPosition { TextPosition(line: line, column: column) }

  package enum Cause: Sendable, Hashable {
    /// `key:` with nothing, `~` or `null`.
    case nullValue(key: String)
    case duplicateKey(key: String, first: TextPosition)
    case nonStringKey(key: String, javaClass: String)
    case secondDocument
    case rootIsNoMapping(javaClass: String)
    case tab
    case undefinedAlias(name: String)
    case unknownTag(tag: String)
    case encoding
    case unprintable
    case tooLarge
    case syntax
  }
}

/// What a key of a configuration file is to one Flink version.
package enum KeyStanding: Sendable, Hashable {
  /// An option's own key.
  case option(FlinkOption)
  /// An old name that these options still read.
  case alias(of: [AliasReader])
  /// Read without an option, by this class or script.
  case readDirectly(by: String)
  /// One of the keys that are known by their shape only.
  case pattern(KeyPattern)
  /// Accepted and without effect; the reason says why.
  case noOp(reason: String)
  /// A key of the jars that means nothing in the file: a table's option, or a suffix without prefix.
  case elsewhere(OptionScope)
  /// The option comes with a later version; `instead` are keys that set the same today.
  case later(since: FlinkVersion, instead: [String])
  /// No longer read since `removedIn`. `replacedBy` is nil where nothing is known of a successor,
  /// and empty where none is needed.
  case removed(removedIn: FlinkVersion, replacedBy: [String]?)
  /// In no version; ask `KeySuggestions` what was meant.
  case unknown

  /// Whether there is nothing to say: read, and by the name that it is to be set by.
  var isPlain: Bool {
    switch self {
    case .option(let option): !option.isDeprecated
    case .pattern, .readDirectly: true
    case .alias, .noOp, .elsewhere, .later, .removed, .unknown: false
    }
  }

  /// Whether this version reads the key, or hands it on.
  package var isRead: Bool {
    switch self {
    case .option, .alias, .readDirectly, .pattern: true
    case .noOp, .elsewhere, .later, .removed, .unknown: false
    }
  }
}

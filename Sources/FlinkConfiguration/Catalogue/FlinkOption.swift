/// An option of one Flink version, as its jars declare it.
package struct FlinkOption: Sendable, Hashable {
  package let key: String
  package let type: OptionType

  /// The default as an operator would write it; nil where Flink has none.
  package let `default`: String?

  /// What Flink's documentation shows in place of the default (`infinite`, a description).
  package let shownDefault: String?

  /// Other keys that Flink asks, in this order, when this one is not set.
  package let fallbackKeys: [FallbackKey]

  /// The field is `@Deprecated`: Flink still reads it.
  package let isDeprecated: Bool

  package let scope: OptionScope

  /// The first and last known minor whose jars declare the key, gaps left aside.
  package let since: FlinkVersion
  package let until: FlinkVersion

  /// Whether the newest known Flink has the option no more.
  package var isRemovedLater: Bool { until < .newest }

  /// The keys in the order in which Flink asks the configuration; the first that is set wins.
  ///
  /// `Configuration.getOptional`: the option's own key, then the fallback keys as declared,
  /// deprecated or not; a deprecated one that answers is logged as a warning.
  /// (`taskmanager.network.retries` names itself as its old name; it is asked once.)
  package var lookupOrder: [String] { [key] + fallbackKeys.map(\.key).filter { $0 != key } }
}

/// Another key that an option asks when its own is not set (Flink's `FallbackKey`).
package struct FallbackKey: Sendable, Hashable {
  package let key: String
  package let isDeprecated: Bool
}

/// Where a key of the jars means something.
package enum OptionScope: Sendable, Hashable {
  /// A key of the configuration file.
  case configuration
  /// A key of the configuration file with a `<placeholder>` in it.
  case template
  /// Only below one of these prefixes (`metrics.reporter.<name>`); `host` alone is nothing.
  case suffix([String])
  /// `CREATE TABLE … WITH`, format, hint, catalogue and module options: nothing in the file.
  case table
  /// Written and read by Flink itself.
  case `internal`

  /// Whether such a key can stand in the configuration file as it is.
  package var isOfFile: Bool {
    switch self {
    case .configuration, .internal: true
    case .template, .suffix, .table: false
    }
  }
}

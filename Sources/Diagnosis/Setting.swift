package import FlinkConfiguration

/// An option as the configuration sets it: under its own key, or under one that Flink still honours.
package struct Setting: Sendable {
  /// The option that was asked for.
  package let option: String
  /// The key as it stands in the file.
  package let key: String
  /// What Flink's `get(stringType)` gives.
  package let text: String
  package let entry: ConfigurationEntry
  /// Where the value stands; nil for `--set` and the environment.
  package let location: Location?
  /// Where the key stands.
  package let keyLocation: Location?
}

extension Examination {
  /// The option as this version of Flink reads it: its own key first, then its fallback keys in order.
  package func setting(_ option: String) -> Setting? {
    if let entry = configuration[option] { return Setting(option, entry) }
    // Most options are not set at all, and need no look into the catalogue to tell.
    guard aliased.contains(option) else { return nil }
    for key in self.option(option)?.lookupOrder ?? [option] {
      if let entry = configuration[key] { return Setting(option, entry) }
    }
    return nil
  }

  /// The key exactly as written, whatever any option makes of it.
  package func written(_ key: String) -> Setting? {
    configuration[key].map { Setting(key, $0) }
  }

  /// What is in force: the setting's text, or the option's default in this version.
  package func text(_ option: String) -> String? {
    setting(option)?.text ?? self.option(option)?.default
  }

  /// A rule's location for an entry of the configuration.
  package static func location(of entry: ConfigurationEntry, _ range: TextRange?) -> Location? {
    guard case .file(let path) = entry.origin else { return nil }
    return Location(path: path, range: range)
  }
}

extension Setting {
  fileprivate init(_ option: String, _ entry: ConfigurationEntry) {
    self.init(
      option: option, key: entry.key, text: entry.value.text, entry: entry,
      location: Examination.location(of: entry, entry.valueRange),
      keyLocation: Examination.location(of: entry, entry.keyRange))
  }
}

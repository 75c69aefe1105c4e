package import Diagnosis
package import FlinkConfiguration

extension Examination {
  /// The known keys that an unknown one is a misspelling of, and that are not set themselves.
  package func meant(by item: KeyReview.Item) -> [String] {
    item.suggestions.filter(\.isMisspelling).map(\.key).filter { key in
      OptionCatalogue.standing(of: key, in: version).isRead && !isSet(key)
    }
  }

  /// Known keys that are near an unknown one in some way.
  package func near(_ item: KeyReview.Item) -> [String] {
    item.suggestions.map(\.key).filter { OptionCatalogue.standing(of: $0, in: version).isRead }
  }

  /// Whether the option is set under any of its names.
  package func isSet(_ key: String) -> Bool {
    if written(key) != nil { return true }
    guard let name = OptionCatalogue.canonical(of: key, in: version) else { return false }
    return setting(name) != nil
  }

  /// The name under which this version documents a key.
  package func presentName(of key: String) -> String {
    OptionCatalogue.canonical(of: key, in: version) ?? key
  }

  /// The setting that Flink takes instead of this old name, which is set as well.
  package func winner(over old: Setting, readers: [AliasReader]) -> Setting? {
    for reader in readers where reader.isDeprecated {
      if let winner = setting(reader.key), winner.key != old.key { return winner }
    }
    return nil
  }
}

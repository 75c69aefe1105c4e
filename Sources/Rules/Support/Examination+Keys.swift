package import Diagnosis
package import FlinkConfiguration

extension Examination {
  /// The keys that no option has and whose lines no reader's trap has bent.
  ///
  /// A nested or quoted key, a byte-order mark or a line of log4j is told as what it is, once.
  package var unexplainedKeys: [KeyReview.Item] {
    let bent = Set(reading.traps.filter(\.bendsKey).map(\.range.start.line))
    return keys.items.filter { item in
      guard !bent.isEmpty, case .file(reading.path) = item.entry.origin,
        let line = item.entry.keyRange?.start.line
      else { return true }
      return !bent.contains(line)
    }
  }

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

extension ReadingTrap {
  /// Whether the key that Flink reads there is not the one that was meant.
  fileprivate var bendsKey: Bool {
    switch kind {
    case .nestedKey, .quotedKey, .byteOrderMarkInKey, .otherFormat, .wideEncoding: true
    case .foreignBlank(_, let place, _): place == .key
    default: false
    }
  }
}

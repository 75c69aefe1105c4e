extension OptionCatalogue {
  /// What a key of a configuration file is to a version.
  package static func standing(of key: String, in version: FlinkVersion) -> KeyStanding {
    KeyProfile(key).standing(in: version)
  }

  /// The key under which a version knows what another version calls by this one.
  ///
  /// `akka.ask.timeout` and `pekko.ask.timeout` are both `akka.ask.timeout` to 1.17 and
  /// `pekko.ask.timeout` to 1.18; nil where the version has no such option.
  package static func spelling(of key: String, in version: FlinkVersion) -> String? {
    switch standing(of: key, in: version) {
    case .option: key
    case .alias: canonical(of: key, in: version)
    case .later(_, let instead): instead.first
    case .removed(_, let replacedBy): replacedBy?.first
    case .readDirectly, .pattern, .noOp, .elsewhere, .unknown: nil
    }
  }

  /// Whether the option can stand in the file under its own key.
  static func isOfFile(_ key: String, in version: FlinkVersion) -> Bool {
    option(key, in: version)?.scope.isOfFile ?? false
  }

  /// Keys of this version that set what a later version's option sets: its fallback keys.
  static func precursors(of key: String, from first: Int, at: Int) -> [String] {
    let version = FlinkVersion.known[at]
    guard let option = option(key, in: FlinkVersion.known[first]) else { return [] }
    let known = option.fallbackKeys.filter {
      $0.isDeprecated && standing(of: $0.key, in: version).isRead
    }.map(\.key)
    let own = known.filter { self.option($0, in: version)?.isDeprecated == false }
    return own.isEmpty ? known : own
  }

  /// The keys of this version that took the place of one which is no more.
  static func replacements(of key: String, at: Int, depth: Int = 0) -> [String]? {
    let version = FlinkVersion.known[at]
    if let listed = KeyReplacement.of(key) {
      return listed.filter { standing(of: $0, in: version).isRead }
    }
    guard depth < 4 else { return nil }
    let last = CatalogueText.lines(of: key).filter { $0.isAlias && $0.first <= at }
      .max { $0.last < $1.last }
    var found: [String] = []
    for reader in last?.readers ?? [] where reader.isDeprecated {
      if option(reader.key, in: version) != nil {
        found.append(canonical(of: reader.key, in: version) ?? reader.key)
      } else {
        found += replacements(of: reader.key, at: at, depth: depth + 1) ?? []
      }
    }
    return found.isEmpty ? nil : found
  }
}

/// The keys of a configuration that are worth a word, looked up once for every rule and version.
package struct KeyReview: Sendable {
  /// A key that is not simply read by every version.
  package struct Item: Sendable {
    package let entry: ConfigurationEntry
    /// What the key is to the versions in question: each standing once, with the versions it has.
    package let standings: [(versions: FlinkVersionSet, standing: KeyStanding)]
    /// What may have been meant by a key that no version knows.
    package let suggestions: [KeySuggestions.Suggestion]
  }

  /// In the order in which the entries were applied.
  package let items: [Item]

  package init(_ configuration: EffectiveConfiguration, versions: [FlinkVersion]) {
    var suggestions: KeySuggestions?
    items = configuration.effective.compactMap { entry in
      if KeyProfile.isPlain(entry.key) { return nil }
      let profile = KeyProfile(entry.key)
      let standings = profile.standings(in: versions)
      if standings.allSatisfy(\.standing.isPlain) { return nil }
      guard profile.isForeign else {
        return Item(entry: entry, standings: standings, suggestions: [])
      }
      let known = suggestions ?? KeySuggestions(in: versions)
      suggestions = known
      return Item(
        entry: entry, standings: standings, suggestions: known.suggestions(for: entry.key))
    }
  }
}

import Synchronization

/// The options of every Flink from 1.12 to 2.3, read from their jars.
///
/// A version beyond those known is answered as its nearest neighbour.
package enum OptionCatalogue {
  /// The option whose own key this is; an alias is not one (see `readers`).
  package static func option(_ key: String, in version: FlinkVersion) -> FlinkOption? {
    let at = index(of: version)
    let question = Question(key: key, version: at)
    if let option = decoded.withLock({ $0[question] }) { return option }
    let lines = CatalogueText.lines(of: key)
    guard let line = lines.first(where: { !$0.isAlias && $0.holds(at) }) else { return nil }
    let option = FlinkOption(line, among: lines)
    decoded.withLock { $0[question] = option }
    return option
  }

  private struct Question: Hashable {
    let key: String
    let version: Int
  }

  /// The options decoded so far: every rule asks again for what others have asked for.
  private static let decoded = Mutex<[Question: FlinkOption]>([:])

  /// Whether any version has the key, as an option or as an alias.
  package static func contains(_ key: String) -> Bool { CatalogueText.contains(key) }

  /// The keys that Flink asks for an option, in this order; the first that is set wins.
  ///
  /// A key that is no option in the version is asked alone.
  package static func lookupOrder(of option: String, in version: FlinkVersion) -> [String] {
    self.option(option, in: version)?.lookupOrder ?? [option]
  }

  /// The options that read the key as an alias, in order of their keys.
  package static func readers(of key: String, in version: FlinkVersion) -> [AliasReader] {
    let at = index(of: version)
    return CatalogueText.lines(of: key).first { $0.isAlias && $0.holds(at) }?.readers ?? []
  }

  /// The options that read the key besides their own, in any version.
  package static func readersInAnyVersion(of key: String) -> [String] {
    CatalogueText.lines(of: key).flatMap { $0.isAlias ? $0.readers.map(\.key) : [] }
  }

  /// The key under which Flink documents what this one sets; the key itself where it is an option.
  ///
  /// Chains are followed. Where several options read an old key, the one that the others fall back
  /// to is meant: `web.port` is `rest.port`, and `rest.bind-port` only follows that.
  package static func canonical(of key: String, in version: FlinkVersion) -> String? {
    var current = key
    var seen: Set<String> = []
    while seen.insert(current).inserted {
      let renamed = readers(of: current, in: version).filter(\.isDeprecated).map(\.key)
      guard !renamed.isEmpty else {
        return option(current, in: version) != nil || current != key ? current : nil
      }
      let root = renamed.first { candidate in
        renamed.contains { other in
          readers(of: candidate, in: version).contains { $0.key == other }
        }
      }
      current = root ?? renamed[0]
    }
    return current
  }

  /// Every option's key of a version, sorted by bytes; all scopes unless one is asked for.
  package static func keys(
    in version: FlinkVersion, where isWanted: (OptionScope) -> Bool = { _ in true }
  ) -> [String] {
    let at = index(of: version)
    var keys: [String] = []
    CatalogueText.forEach { line in
      if !line.isAlias && line.holds(at) && isWanted(line.scope) { keys.append(line.key) }
    }
    return keys
  }

  /// Every option of a version, sorted by key.
  package static func options(in version: FlinkVersion) -> [FlinkOption] {
    keys(in: version).compactMap { option($0, in: version) }
  }

  /// The place of a version, or of its nearest neighbour, among the known ones.
  static func index(of version: FlinkVersion) -> Int {
    FlinkVersion.known.lastIndex { $0 <= version } ?? 0
  }
}

/// An option that reads a key which is not its own.
package struct AliasReader: Sendable, Hashable {
  package let key: String
  /// Flink calls the alias deprecated; a fallback that is not (`rest.port` for `rest.bind-port`)
  /// keeps its own meaning.
  package let isDeprecated: Bool
}

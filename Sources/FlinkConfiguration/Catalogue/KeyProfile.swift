/// Everything that the catalogue knows of one key, looked up once for all versions.
package struct KeyProfile: Sendable {
  package let key: String
  private let lines: [CatalogueText.Line]
  private let remarks: [KeyRemark]
  private let patterns: [KeyPattern]
  /// A parent is in the catalogue, so the key may be an entry of a Map option.
  private let hasKnownParent: Bool

  package init(_ key: String) {
    self.key = key
    lines = CatalogueText.lines(of: key)
    remarks = KeyRemark.on(key)
    patterns = KeyPattern.listed(for: key)
    // A pattern of every version answers before a parent is asked.
    let isPattern = patterns.first?.versions == .all && remarks.isEmpty
    hasKnownParent =
      lines.isEmpty && !isPattern
      && KeyPattern.parents(of: key).contains { CatalogueText.contains($0) }
  }

  /// Whether a key is an option of every version that nothing has ever renamed or deprecated.
  ///
  /// Asked before a profile is made, for the price of one search.
  package static func isPlain(_ key: String) -> Bool {
    CatalogueText.isPlain(key) && KeyRemark.on(key).isEmpty
  }

  /// In no version, under no pattern: what was meant is worth a search.
  package var isForeign: Bool {
    patterns.isEmpty && remarks.isEmpty
      && lines.allSatisfy { !$0.isAlias && !$0.scope.isOfFile && $0.scope != .template }
  }

  /// What the key is to a version.
  package func standing(in version: FlinkVersion) -> KeyStanding {
    if lines.isEmpty && remarks.isEmpty && patterns.isEmpty && !hasKnownParent { return .unknown }
    let at = OptionCatalogue.index(of: version)
    let version = FlinkVersion.known[at]
    if let remark = remarks.first(where: { $0.versions.contains(version) }) {
      switch remark.kind {
      case .noOp(let reason): return .noOp(reason: reason)
      case .read(let reader):
        if !lines.contains(where: { $0.holds(at) }) { return .readDirectly(by: reader) }
      }
    }

    let option = lines.first { !$0.isAlias && $0.holds(at) }.flatMap {
      FlinkOption($0, among: lines)
    }
    let readers = lines.first { $0.isAlias && $0.holds(at) }?.readers ?? []
    let isRenamed = readers.contains(where: \.isDeprecated)
    if let option, option.scope.isOfFile, !(option.isDeprecated && isRenamed) {
      return .option(option)
    }
    if readers.contains(where: { OptionCatalogue.isOfFile($0.key, in: version) }) {
      return .alias(of: readers)
    }
    // A key that other versions have by name is theirs before it is a pattern's.
    if isForeign || remarks.isEmpty && !hasFileLine, let pattern = pattern(in: version) {
      return .pattern(pattern)
    }
    if let option { return .elsewhere(option.scope) }
    if let other = standingElsewhere(at: at) { return other }
    if let pattern = pattern(in: version) { return .pattern(pattern) }
    return laterMapEntry(at: at) ?? .unknown
  }

  /// What the key is to each of the versions: every standing once, with the versions it has.
  func standings(in versions: [FlinkVersion]) -> [(
    versions: FlinkVersionSet, standing: KeyStanding
  )] {
    var standings: [(versions: FlinkVersionSet, standing: KeyStanding)] = []
    for version in versions {
      // Under one and the same pattern in every version: most keys that no list can name.
      if let first = standings.first, isOfOnePattern { return [(.all, first.standing)] }
      let standing = standing(in: version)
      if let at = standings.firstIndex(where: { $0.standing == standing }) {
        standings[at].versions = standings[at].versions.union(.only(version))
      } else {
        standings.append((.only(version), standing))
      }
    }
    return standings
  }

  private var isOfOnePattern: Bool {
    lines.isEmpty && remarks.isEmpty && patterns.first?.versions == .all
  }

  /// An entry of an option that becomes a Map, or takes entries as keys, in a later version.
  private func laterMapEntry(at: Int) -> KeyStanding? {
    guard hasKnownParent else { return nil }
    let later = FlinkVersion.known[(at + 1)...].first {
      KeyPattern.map(above: key, in: $0) != nil
    }
    return later.map { .later(since: $0, instead: []) }
  }

  /// Whether some version has the key as an option of the file or as an alias.
  private var hasFileLine: Bool {
    lines.contains { $0.isAlias || $0.scope.isOfFile || $0.scope == .template }
  }

  private func pattern(in version: FlinkVersion) -> KeyPattern? {
    patterns.first { $0.versions.contains(version) }
      ?? (hasKnownParent ? KeyPattern.map(above: key, in: version) : nil)
  }

  /// The standing of a key that only other versions read; the nearest earlier one decides.
  private func standingElsewhere(at: Int) -> KeyStanding? {
    let spans =
      lines.filter { $0.isAlias || $0.scope.isOfFile }.map { $0.first...$0.last }
      + (remarks.map(\.versions) + patterns.map(\.versions)).map { range in
        OptionCatalogue.index(of: range.from)...OptionCatalogue.index(of: range.to)
      }
    if let last = spans.map(\.upperBound).filter({ $0 < at }).max() {
      return .removed(
        removedIn: FlinkVersion.known[last + 1],
        replacedBy: OptionCatalogue.replacements(of: key, at: at))
    }
    guard let first = spans.map(\.lowerBound).filter({ $0 > at }).min() else { return nil }
    return .later(
      since: FlinkVersion.known[first],
      instead: OptionCatalogue.precursors(of: key, from: first, at: at))
  }
}

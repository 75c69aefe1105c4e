extension OptionCatalogue {
  /// What a key of a configuration file is to a version.
  package static func standing(of key: String, in version: FlinkVersion) -> KeyStanding {
    let at = index(of: version)
    let version = FlinkVersion.known[at]
    let lines = CatalogueText.lines(of: key)
    let remarks = KeyRemark.on(key)
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
    if let option, option.isOfFile, !(option.isDeprecated && isRenamed) { return .option(option) }
    if readers.contains(where: { self.option($0.key, in: version)?.isOfFile == true }) {
      return .alias(of: readers)
    }
    if remarks.isEmpty, !hasFileLine(lines), let pattern = KeyPattern.covering(key, in: version) {
      return .pattern(pattern)
    }
    if let option { return .elsewhere(option.scope) }
    if let other = otherVersion(of: key, lines: lines, remarks: remarks, at: at) { return other }
    if let pattern = KeyPattern.covering(key, in: version) { return .pattern(pattern) }
    return .unknown
  }

  /// Whether some version has the key as an option of the file or as an alias.
  private static func hasFileLine(_ lines: [CatalogueText.Line]) -> Bool {
    lines.contains { $0.isAlias || $0.scope == .configuration || $0.scope == .template }
  }

  /// The standing of a key that only other versions read; the nearest earlier one decides.
  private static func otherVersion(
    of key: String, lines: [CatalogueText.Line], remarks: [KeyRemark], at: Int
  ) -> KeyStanding? {
    let spans =
      lines.filter { $0.isAlias || isOfFile($0.scope) }.map { $0.first...$0.last }
      + (remarks.map(\.versions) + KeyPattern.listed(for: key).map(\.versions)).map {
        index(of: $0.from)...index(of: $0.to)
      }
    if let last = spans.map(\.upperBound).filter({ $0 < at }).max() {
      return .removed(
        removedIn: FlinkVersion.known[last + 1], replacedBy: replacements(of: key, at: at))
    }
    guard let first = spans.map(\.lowerBound).filter({ $0 > at }).min() else { return nil }
    return .later(since: FlinkVersion.known[first], instead: precursors(of: key, first, at: at))
  }

  /// Keys of this version that set what a later version's option sets: its fallback keys.
  private static func precursors(of key: String, _ first: Int, at: Int) -> [String] {
    let version = FlinkVersion.known[at]
    guard let option = option(key, in: FlinkVersion.known[first]) else { return [] }
    let known = option.fallbackKeys.filter {
      $0.isDeprecated && standing(of: $0.key, in: version).isRead
    }.map(\.key)
    let own = known.filter { self.option($0, in: version)?.isDeprecated == false }
    return own.isEmpty ? known : own
  }

  /// The keys of this version that took the place of one which is no more.
  private static func replacements(of key: String, at: Int, depth: Int = 0) -> [String]? {
    let version = FlinkVersion.known[at]
    if let listed = KeyReplacement.of(key) {
      return listed.filter { $0.hasSuffix(".") || standing(of: $0, in: version).isRead }
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

  private static func isOfFile(_ scope: OptionScope) -> Bool {
    switch scope {
    case .configuration, .template, .internal: true
    case .suffix, .table: false
    }
  }
}

extension FlinkOption {
  /// Whether the key itself can stand in the configuration file.
  package var isOfFile: Bool {
    switch scope {
    case .configuration, .internal: true
    case .template, .suffix, .table: false
    }
  }
}

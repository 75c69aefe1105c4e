package import FlinkConfiguration

// A rule gives the same verdicts under two versions when all that it reads of them is the same. So
// whatever depends on the version is read through here, which keeps count; the judge then asks a
// rule once for all versions that are alike to it.
extension Examination {
  /// The version that is judged now, as a whole: the verdict then holds for it alone.
  ///
  /// `isFrom` and `option` ask less, and let it hold for more versions.
  package var version: FlinkVersion {
    get {
      reads.narrow(to: .only(judgedVersion))
      return judgedVersion
    }
    set { judgedVersion = newValue }
  }

  /// Whether the version is `release` or a later one.
  package func isFrom(_ release: FlinkVersion) -> Bool {
    versionAmong([release]) >= release
  }

  /// The version, for something that differs between versions at these releases alone.
  package func versionAmong(_ changes: [FlinkVersion]) -> FlinkVersion {
    reads.narrow(to: .between(changes, around: judgedVersion))
    return judgedVersion
  }

  /// The version, for what computes by it and notes itself what it depends on.
  package var versionInForce: VersionInForce {
    VersionInForce(judgedVersion) { [reads] in reads.narrow(to: $0) }
  }

  /// What a key of the review is to this version.
  package func standing(of item: KeyReview.Item) -> KeyStanding {
    let found = item.standings.first { $0.versions.contains(judgedVersion) }
    reads.narrow(to: found?.versions ?? .only(judgedVersion))
    return found?.standing ?? .unknown
  }

  /// The option as this version has it; nil where it has none of that name.
  package func option(_ key: String) -> FlinkOption? {
    reads.narrow(to: OptionCatalogue.versionsAlike(of: key, to: judgedVersion))
    return OptionCatalogue.option(key, in: judgedVersion)
  }

  /// The options that read a key besides their own in this version.
  package func readers(of key: String) -> [AliasReader] {
    reads.narrow(to: OptionCatalogue.versionsAlike(of: key, to: judgedVersion))
    return OptionCatalogue.readers(of: key, in: judgedVersion)
  }
}

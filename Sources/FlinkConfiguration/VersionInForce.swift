/// The version by which something is computed, and a word to whoever asked of what depends on it.
///
/// Two versions for which all that was noted is the same give the same result.
package struct VersionInForce {
  private let version: FlinkVersion
  private let note: (FlinkVersionSet) -> Void

  package init(_ version: FlinkVersion, note: @escaping (FlinkVersionSet) -> Void = { _ in }) {
    self.version = version
    self.note = note
  }

  /// Whether it is `release` or a later one.
  func isFrom(_ release: FlinkVersion) -> Bool { among([release]) >= release }

  /// The version, for something that differs between versions at these releases alone.
  func among(_ changes: [FlinkVersion]) -> FlinkVersion {
    note(.between(changes, around: version))
    return version
  }

  func option(_ key: String) -> FlinkOption? {
    note(OptionCatalogue.versionsAlike(of: key, to: version))
    return OptionCatalogue.option(key, in: version)
  }
}

/// Some of the known minors, as one small number.
package struct FlinkVersionSet: Sendable, Hashable {
  /// Bit `n` stands for `FlinkVersion.known[n]`.
  package let bits: UInt16

  package init(bits: UInt16) {
    self.bits = bits & Self.allBits
  }

  private static let allBits = UInt16(1 << FlinkVersion.known.count) - 1

  package static let all = FlinkVersionSet(bits: allBits)

  /// The version alone.
  package static func only(_ version: FlinkVersion) -> Self {
    Self(bits: 1 << OptionCatalogue.index(of: version))
  }

  /// The release and every later one.
  package static func from(_ release: FlinkVersion) -> Self {
    Self(bits: allBits << OptionCatalogue.index(of: release))
  }

  /// The versions by index, both ends included.
  static func span(_ first: Int, _ last: Int) -> Self {
    Self(bits: (allBits << first) & (allBits >> (FlinkVersion.known.count - 1 - last)))
  }

  /// The versions that stand on the same side of each of these releases as `version` does.
  package static func between(_ changes: [FlinkVersion], around version: FlinkVersion) -> Self {
    changes.reduce(.all) { set, change in
      set.intersection(version < change ? from(change).complement : from(change))
    }
  }

  package var complement: Self { Self(bits: ~bits) }

  package func union(_ other: Self) -> Self { Self(bits: bits | other.bits) }

  package func intersection(_ other: Self) -> Self { Self(bits: bits & other.bits) }

  package func contains(_ version: FlinkVersion) -> Bool {
    bits >> OptionCatalogue.index(of: version) & 1 == 1
  }
}

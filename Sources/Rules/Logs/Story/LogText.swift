package import FlinkConfiguration

/// A literal that a signature searches for, and who has it in his code.
package struct LogText: Sendable, Hashable {
  package enum Origin: String, Sendable, Hashable {
    /// In the constants of flink-dist or of the RPC jar inside of it; a test looks there.
    case flink
    /// Put together at run time from a format, such as `Could not resolve {} address`.
    case flinkFormatted
    case java
    case scala
    case hadoop
    case kubernetes
    case kernel
  }

  package let literal: String
  package let versions: FlinkVersionRange
  package let origin: Origin

  /// A text of Flink's jars; of all versions where none is said.
  package static func flink(
    _ literal: String, since: FlinkVersion? = nil, until: FlinkVersion? = nil
  ) -> Self {
    Self(
      literal: literal,
      versions: FlinkVersionRange(
        from: since ?? FlinkVersionRange.all.from, to: until ?? FlinkVersionRange.all.to),
      origin: .flink)
  }

  package static func of(_ origin: Origin, _ literal: String) -> Self {
    Self(literal: literal, versions: .all, origin: origin)
  }
}

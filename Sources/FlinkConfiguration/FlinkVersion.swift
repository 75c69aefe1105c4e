/// A Flink release by the two numbers that decide how it reads its configuration.
///
/// Patch releases share options, readers and defaults within a minor; where a file or a user
/// names one (`1.18.1`), it is kept for display and ignored in comparisons.
package struct FlinkVersion: Sendable, Comparable, Hashable {
  package let major: Int
  package let minor: Int
  package let patch: Int?

  package init(_ major: Int, _ minor: Int, patch: Int? = nil) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `1.18`, `1.18.1`, `2.0-SNAPSHOT` or `1.20.5-rc1`; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let release = text.prefix { $0 != "-" }
    let qualifier = text.dropFirst(release.count + 1)
    guard release.count == text.count || qualifier.first?.isLetter == true else { return nil }
    let numbers = release.split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil
    }
    guard numbers.count == 2 || numbers.count == 3,
      let major = numbers[0], let minor = numbers[1]
    else { return nil }
    if numbers.count == 3 && numbers[2] == nil { return nil }
    self.init(major, minor, patch: numbers.count == 3 ? numbers[2] : nil)
  }

  /// The minors whose options and readers are known, oldest first.
  package static let known: [FlinkVersion] =
    (12...20).map { FlinkVersion(1, $0) } + (0...3).map { FlinkVersion(2, $0) }

  package static let oldest = FlinkVersion(1, 12)
  package static let newest = FlinkVersion(2, 3)

  package static func == (left: Self, right: Self) -> Bool {
    (left.major, left.minor) == (right.major, right.minor)
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(major)
    hasher.combine(minor)
  }
}

extension FlinkVersion: CustomStringConvertible {
  package var description: String { "\(major).\(minor)" }

  /// With the patch number, where one is known.
  package var release: String { patch.map { "\(description).\($0)" } ?? description }
}

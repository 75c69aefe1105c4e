/// The Flink minors that are still possible, until something tells the one.
package struct FlinkVersionRange: Sendable, Hashable {
  package let from: FlinkVersion
  package let to: FlinkVersion

  package init(_ version: FlinkVersion) {
    self.init(from: version, to: version)
  }

  /// A range that runs backwards is turned round.
  package init(from: FlinkVersion, to: FlinkVersion) {
    self.from = min(from, to)
    self.to = max(from, to)
  }

  /// Reads `1.18`, `1.15-1.18`, `1.15..1.18`, `1.15-` (and later) or `-1.18` (and earlier).
  package init?(_ text: some StringProtocol) {
    if let version = FlinkVersion(text), !text.contains("..") {
      self.init(version)
      return
    }
    let ends: [Substring]
    if let dots = text.firstRange(ofLiteral: "..") {
      ends = [Substring(text[..<dots.lowerBound]), Substring(text[dots.upperBound...])]
    } else if let dash = text.firstIndex(of: "-") {
      ends = [Substring(text[..<dash]), Substring(text[text.index(after: dash)...])]
    } else {
      return nil
    }
    guard !(ends[0].isEmpty && ends[1].isEmpty),
      let from = ends[0].isEmpty ? .oldest : FlinkVersion(ends[0]),
      let to = ends[1].isEmpty ? .newest : FlinkVersion(ends[1])
    else { return nil }
    self.init(from: from, to: to)
  }

  package static let all = FlinkVersionRange(from: .oldest, to: .newest)

  /// The known minors in the range, oldest first; one outside of what is known is judged as its nearest.
  package var versions: [FlinkVersion] {
    let inside = FlinkVersion.known.filter { from <= $0 && $0 <= to }
    if !inside.isEmpty { return inside }
    return [to < .oldest ? .oldest : FlinkVersion.known.last { $0 <= from } ?? .newest]
  }

  package func contains(_ version: FlinkVersion) -> Bool {
    from <= version && version <= to
  }

  /// What both allow; nil when they contradict each other.
  package func intersection(_ other: Self) -> Self? {
    // Where both are equal this one's stays, which may name the patch release.
    let from = other.from > from ? other.from : from
    let to = other.to < to ? other.to : to
    return from <= to ? Self(from: from, to: to) : nil
  }

  /// From the older of both beginnings to the newer of both ends.
  package func spanning(_ other: Self) -> Self {
    Self(from: min(from, other.from), to: max(to, other.to))
  }
}

extension FlinkVersionRange: CustomStringConvertible {
  package var description: String { from == to ? from.release : "\(from.release)-\(to.release)" }
}

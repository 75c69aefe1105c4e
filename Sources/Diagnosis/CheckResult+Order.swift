import FlinkConfiguration

/// Findings first, the gravest first; then file, place, id, subject.
///
/// The order is total over what a report shows, so that two runs compare.
extension CheckResult: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    if left.status != right.status { return left.status.rank < right.status.rank }
    if left.severity != right.severity {
      return (left.severity ?? .info) > (right.severity ?? .info)
    }
    if left.location?.path != right.location?.path {
      return (left.location?.path ?? "\u{10FFFF}") < (right.location?.path ?? "\u{10FFFF}")
    }
    if left.place != right.place { return left.place < right.place }
    if left.id != right.id { return left.id < right.id }
    return (left.subject, left.fingerprint) < (right.subject, right.fingerprint)
  }

  /// What has no place in its file comes after what has one.
  private var place: TextPosition {
    location?.range?.start ?? TextPosition(line: .max, column: .max)
  }
}

extension CheckResult.Status {
  fileprivate var rank: Int {
    switch self {
    case .finding: 0
    case .unknown: 1
    case .skipped: 2
    case .passed: 3
    }
  }
}

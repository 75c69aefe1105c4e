import Diagnosis

/// A cause with the findings that it explains.
struct FindingBlock {
  var finding: CheckResult
  var explained: [CheckResult] = []

  /// The gravest severity in the block, so that a mild cause of grave things comes first.
  var severity: Severity {
    explained.reduce(finding.severity ?? .info) { max($0, $1.severity ?? .info) }
  }

  /// One block per cause, the gravest first, else in the report's order.
  static func blocks(_ findings: [CheckResult]) -> [FindingBlock] {
    var byFingerprint: [String: [Int]] = [:]
    for (at, finding) in findings.enumerated() {
      byFingerprint[finding.fingerprint, default: []].append(at)
    }
    let causes = findings.indices.map { at -> Int? in
      guard let cause = findings[at].cause else { return nil }
      let candidates = (byFingerprint[cause] ?? []).filter { $0 != at && findings[$0].cause == nil }
      // The same fault in two inputs has one fingerprint: the folder tells them apart.
      return candidates.first { findings[$0].folder == findings[at].folder } ?? candidates.first
    }
    var explained: [Int: [CheckResult]] = [:]
    for (at, cause) in causes.enumerated() {
      if let cause { explained[cause, default: []].append(findings[at]) }
    }
    let blocks = findings.indices.filter { causes[$0] == nil }.map {
      FindingBlock(finding: findings[$0], explained: explained[$0] ?? [])
    }
    return Severity.allCases.reversed().flatMap { severity in
      blocks.filter { $0.severity == severity }
    }
  }
}

extension CheckResult {
  /// The folder of the file it points at; empty without a place.
  fileprivate var folder: Substring {
    guard let path = location?.path, let slash = path.lastIndex(of: "/") else { return "" }
    return path[..<slash]
  }
}

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
    let places = Dictionary(
      findings.enumerated().map { ($1.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
    let causes = findings.indices.map { at -> Int? in
      guard let cause = findings[at].cause.flatMap({ places[$0] }), cause != at,
        findings[cause].cause == nil
      else { return nil }
      return cause
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

import Diagnosis
import FlinkConfiguration

/// A cause with the findings that it explains.
struct FindingBlock {
  var finding: CheckResult
  var explained: [CheckResult] = []

  /// The gravest severity in the block, so that a mild cause of grave things comes first.
  var severity: Severity {
    explained.reduce(finding.severity ?? .info) { max($0, $1.severity ?? .info) }
  }

  /// What it explains; the same of several nodes once, with the names of the others.
  var effects: [(finding: CheckResult, alsoOn: [String])] {
    var effects: [(finding: CheckResult, alsoOn: [String])] = []
    var places: [[String]: Int] = [:]
    for result in explained {
      guard let node = result.node else {
        effects.append((result, []))
        continue
      }
      let identity = [result.id, result.subject]
      if let at = places[identity], effects[at].finding.node != node,
        !effects[at].alsoOn.contains(node)
      {
        effects[at].alsoOn.append(node)
      } else {
        places[identity] = effects.count
        effects.append((result, []))
      }
    }
    return effects
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

extension CheckResult {
  /// `tm1` of `tm1:/srv/flink/conf/workers`; nil where one node alone is judged.
  fileprivate var node: String? {
    guard let path = location?.path, !path.hasPrefix("/"),
      let mark = path.firstRange(ofLiteral: ":/")
    else { return nil }
    return String(path[..<mark.lowerBound])
  }
}

/// The findings of an earlier report, which count no more.
package struct Baseline: Sendable {
  /// What stands for a reason with a finding that the baseline silences.
  package static let reason = "in the baseline"

  private var fingerprints: Set<String>

  package init(fingerprints: Set<String>) {
    self.fingerprints = fingerprints
  }

  /// Marks what the baseline knows, and tells how many of its findings are gone.
  package func apply(to results: inout [CheckResult]) -> (known: Int, gone: Int) {
    var known: Set<String> = []
    for at in results.indices where results[at].counts {
      guard fingerprints.contains(results[at].fingerprint) else { continue }
      results[at].suppressed = Self.reason
      known.insert(results[at].fingerprint)
    }
    return (known.count, fingerprints.count - known.count)
  }
}

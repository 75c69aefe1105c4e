import TestSupport
import Testing

/// A cluster, what breaks it, and what `flinkdoctor check` must say on a node.
struct Scenario: Sendable, CustomTestStringConvertible {
  let name: String
  var faults: [Fault]
  var from: String
  /// Findings that must be there.
  var finds: [String]
  /// The first cause is one of these.
  var first: [String]
  /// Seconds that the check may take.
  var within: Double
  /// For `flinkdoctor cluster`, its further options; nil for `flinkdoctor check`.
  var cluster: [String]?

  init(
    _ name: String, _ faults: Fault..., from: String, finds: [String], first: String...,
    within: Double = 5, cluster: [String]? = nil
  ) {
    self.name = name
    self.faults = faults
    self.from = from
    self.finds = finds
    self.first = first.isEmpty ? Array(finds.prefix(1)) : first
    self.within = within
    self.cluster = cluster
  }

  var testDescription: String { name }

  /// Breaks the cluster, looks, mends it, and holds what was said against what is expected.
  func prove(in lab: Lab) throws {
    let judged = lab.judgement(with: faults, name) { lab in
      try cluster.map { try lab.cluster(from: from, $0) } ?? lab.check(from: from)
    }
    guard let judgement = judged else { return }
    Results.note(lab.version, name, judgement, isAsExpected: holds(judgement))
    let said = "\(name), \(lab.version): \(judgement.findings.map(\.description))"
    for id in finds {
      #expect(judgement.findings.contains { $0.id == id }, "\(id) is missing; \(said)")
    }
    // Where nothing is an error, what is gravest stands for the cause.
    let cause = try #require(
      judgement.causes.first ?? judgement.findings.first, "no finding; \(said)")
    #expect(first.contains(cause.id), "first cause \(cause); \(said)")
    #expect(judgement.causes.count <= 2, "causes \(judgement.causes); \(said)")
    #expect(judgement.seconds < within, "took \(judgement.seconds) s; \(said)")
  }

  /// All of it at once.
  private func holds(_ judgement: Judgement) -> Bool {
    let cause = judgement.causes.first ?? judgement.findings.first
    return finds.allSatisfy { id in judgement.findings.contains { $0.id == id } }
      && cause.map { first.contains($0.id) } == true && judgement.causes.count <= 2
      && judgement.seconds < within
  }
}

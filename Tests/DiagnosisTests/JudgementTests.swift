import Diagnosis
import FlinkConfiguration
import Testing

@Suite("Causes among several nodes")
struct JudgementTests {
  private static let exam = Examination.of("a: 1")

  /// The cause of each node's finding, by the id of its rule; nil for none.
  private func causes(
    together: [any Rule.Type], of nodes: (name: String, rules: [any Rule.Type])...
  ) -> [String?] {
    let judgements = nodes.map { Judge(rules: $0.rules).verdicts(on: Self.exam, of: $0.name) }
    let all = Judgement.concluding([Judge(rules: together).verdicts(on: Self.exam)] + judgements)
    let ids = Dictionary(all.results.joined().map { ($0.fingerprint, $0.id) }) { first, _ in first }
    return all.results.dropFirst().joined().map { $0.cause.flatMap { ids[$0] } }
  }

  @Test("What several nodes show together explains what those nodes show that it is about")
  func together() {
    let found = causes(
      together: [Tm1IsOdd.self], of: ("tm1", [MissesJobManager.self]),
      ("tm2", [MissesJobManager.self]))
    #expect(found == ["FD2899", nil])
  }

  @Test("A node's own cause is nearer than another's")
  func own() {
    let found = causes(
      together: [], of: ("tm1", [MissesJobManager.self, OwnName.self]), ("jm1", [Closed.self]))
    #expect(found == [nil, "FD2897", nil])
  }

  @Test("Of another node only a port explains what a node shows: it has one name everywhere")
  func elsewhere() {
    let port = causes(together: [], of: ("tm1", [MissesPort.self]), ("jm1", [Closed.self]))
    #expect(port == ["FD2896", nil])
    let name = causes(together: [], of: ("tm1", [MissesJobManager.self]), ("jm1", [OwnName.self]))
    #expect(name == [nil, nil])
  }
}

// MARK: - Rules that are as simple as can be

private struct Tm1IsOdd: Rule {
  static let card = RuleCard.plain("FD2899")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "nodes", explains: [.jobManagerNotFound], concerns: ["tm1"])
    ]
  }
}

private struct MissesJobManager: Rule {
  static let card = RuleCard.plain("FD2898")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [Verdict(.finding(.warning), subject: "jm1", shows: [.jobManagerNotFound])]
  }
}

private struct OwnName: Rule {
  static let card = RuleCard.plain("FD2897")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [Verdict(.finding(.error), subject: "name", explains: [.jobManagerNotFound])]
  }
}

private struct Closed: Rule {
  static let card = RuleCard.plain("FD2896")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "bind",
        explains: [.jobManagerNotFound, .unreachable(host: "jm1", port: 6123)])
    ]
  }
}

private struct MissesPort: Rule {
  static let card = RuleCard.plain("FD2895")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "port", shows: [.unreachable(host: "jm1", port: 6123)])
    ]
  }
}

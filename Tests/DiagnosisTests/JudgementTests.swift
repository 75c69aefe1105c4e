import Evidence
import FlinkConfiguration
import Testing

@testable import Diagnosis

@Suite("Causes among several nodes")
struct JudgementTests {
  fileprivate static let exam = Examination.of("a: 1")

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

  @Test("What is seen of a node from outside is that node's own doing")
  func seen() {
    let found = causes(
      together: [], of: ("jm1", [MissesTm1.self]), ("tm1", [OwnName.self]), ("tm2", [OwnName.self]))
    #expect(found == ["FD2897", nil, nil])
    let other = causes(together: [], of: ("jm1", [MissesTm1.self]), ("tm2", [OwnName.self]))
    #expect(other == [nil, nil])
  }

  @Test("A node is known by its addresses, unless another has the same")
  func addresses() {
    let tm1 = NodeEvidence(hostname: "tm1", addresses: ["127.0.0.1", "172.17.0.1", "10.0.0.2"])
    let tm2 = NodeEvidence(hostname: "tm2", addresses: ["127.0.0.1", "172.17.0.1", "10.0.0.3"])
    let directory = NodeDirectory(
      [tm1, tm2].map { JudgedNode(name: $0.hostname, Self.exam(of: $0)) })
    #expect(directory.node(at: Peer(host: "worker-1", address: "10.0.0.2")) == "tm1")
    #expect(directory.node(at: Peer(host: "10.0.0.3")) == "tm2")
    for host in ["172.17.0.1", "127.0.0.1", "10.0.0.4"] {
      #expect(directory.node(at: Peer(host: host)) == nil)
    }
  }

  @Test("What the JobManager says of a node is the same from every node that asks it")
  func cluster() {
    let found = causes(
      together: [Tm1IsOdd.self], of: ("tm1", [ClusterMissesTm1.self]),
      ("tm2", [ClusterMissesTm1.self]))
    #expect(found == ["FD2899", "FD2899"])
  }

  @Test("One fault that several nodes see is one cause")
  func repeated() {
    let alone = causes(
      together: [], of: ("jm1", [MissesTm1.self]), ("tm2", [MissesTm1.self]))
    #expect(alone == [nil, "FD2894"])
    // A localhost that the JobManager names is one machine.
    let local = causes(
      together: [], of: ("jm1", [ClusterHasLocalhost.self]), ("tm2", [ClusterHasLocalhost.self]))
    #expect(local == [nil, "FD8893"])
    // Files are mended each by itself.
    let files = causes(together: [], of: ("jm1", [OwnName.self]), ("tm2", [OwnName.self]))
    #expect(files == [nil, nil])
  }

  @Test("A TaskManager's fault is not another TaskManager's")
  func taskManagers() {
    let found = Judge(rules: [Tm2Refuses.self, MissesTm1.self]).judge(Self.exam).results
    #expect(found.map(\.cause) == [nil, nil])
  }

  @Test("Of another node only a port explains what a node shows: it has one name everywhere")
  func elsewhere() {
    let port = causes(together: [], of: ("tm1", [MissesPort.self]), ("jm1", [Closed.self]))
    #expect(port == ["FD2896", nil])
    let name = causes(together: [], of: ("tm1", [MissesJobManager.self]), ("jm1", [OwnName.self]))
    #expect(name == [nil, nil])
  }
}

extension JudgementTests {
  fileprivate static func exam(of node: NodeEvidence) -> Examination {
    var exam = Self.exam
    exam.evidence.node = node
    return exam
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

private struct MissesTm1: Rule {
  static let card = RuleCard.plain("FD2894")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "port:tm1:6122", peer: Peer(host: "tm1", address: "10.0.0.2"),
        shows: [.taskManagerNotReachable, .jobManagerNotFound])
    ]
  }
}

private struct Tm2Refuses: Rule {
  static let card = RuleCard.plain("FD3894")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "port:tm2:6122", peer: Peer(host: "tm2", address: "10.0.0.3"),
        explains: [.taskManagerNotReachable])
    ]
  }
}

private struct ClusterMissesTm1: Rule {
  static let card = RuleCard.plain("FD8894")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "taskmanager:tm1", peer: Peer(host: "tm1"),
        shows: [.jobManagerNotFound])
    ]
  }
}

private struct ClusterHasLocalhost: Rule {
  static let card = RuleCard.plain("FD8893")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "taskmanager:localhost:6122-a1b2c3",
        peer: Peer(host: "localhost", port: 6122))
    ]
  }
}

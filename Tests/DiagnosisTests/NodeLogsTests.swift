import Evidence
import Testing

@testable import Diagnosis

@Suite("The logs of several nodes")
struct NodeLogsTests {
  private func node(
    _ name: String, at times: [Int64?], zone: Int? = 0, serverAheadMs: Double? = nil
  ) -> NodeExamination {
    var logs = LogEvidence(files: ["a", "b"].map { LogFileEvidence(path: "\(name):/log/\($0)") })
    logs.files[1].continues = 0
    logs.events = times.enumerated().map { at, time in
      LogEvent(ids: ["FD7001"], file: 1, line: at + 1, time: time, text: "\(name) \(at)")
    }
    logs.silences = [LogSilence(file: 0, line: 3, from: 0, to: 9)]
    logs.skews = [LogSkew(file: 0, other: 1, milliseconds: 4, pairs: 1, basis: "checkpoints")]
    logs.zone = zone
    var exam = Examination.of("a: 1")
    exam.evidence.logs = logs
    if let serverAheadMs {
      exam.evidence.clock = ClockEvidence(servers: [
        TimeServerEvidence(
          server: "ntp", source: "--ntp", outcome: .answered,
          offset: ClockOffset(ms: serverAheadMs, errorMs: 5), stratum: 2, durationMs: 1)
      ])
    }
    return NodeExamination(name: name, exam: exam)
  }

  @Test("Events stand in the order of time, and name their file among all")
  func joined() throws {
    let logs = try #require(
      NodeLogs([node("jm1", at: [10, nil, 30]), node("tm1", at: [nil, 5, 20])])?.exam.evidence.logs)
    #expect(logs.files.map(\.path) == ["jm1:/log/a", "jm1:/log/b", "tm1:/log/a", "tm1:/log/b"])
    #expect(logs.files.map(\.continues) == [nil, 0, nil, 2])
    // One without a time stays behind the one before it.
    #expect(logs.events.map(\.text) == ["tm1 0", "tm1 1", "jm1 0", "jm1 1", "tm1 2", "jm1 2"])
    #expect(logs.events.map(\.file) == [3, 3, 1, 1, 3, 1])
    #expect(logs.silences.map(\.file) == [0, 2])
    #expect(logs.skews.map(\.other) == [1, 3])
    #expect(logs.isConsistent)
  }

  @Test("A line's source is short, and says whose it is")
  func shortNames() {
    let paths = ["/log/a.log", "log/a.log", "tm1:/log/a.log", "http://jm1:8081/exceptions", "-"]
    let names = paths.map { LogFileEvidence(path: $0).shortName }
    #expect(names == ["a.log", "a.log", "tm1:a.log", "exceptions", "-"])
  }

  @Test("What several nodes have from REST is there once")
  func cluster() throws {
    let url = "http://jm1:8081/jobs/0/exceptions"
    let nodes = ["jm1", "tm1", "tm2"].map { name in
      var node = node(name, at: [name == "tm2" ? 5 : 6])
      node.exam.evidence.logs?.files[1] = LogFileEvidence(path: url, lines: name == "jm1" ? 3 : 9)
      return node
    }
    let logs = try #require(NodeLogs(nodes)?.exam.evidence.logs)
    #expect(logs.files.map(\.path) == ["jm1:/log/a", "tm1:/log/a", url, "tm2:/log/a"])
    #expect(logs.events.map(\.text) == ["tm1 0"])
    #expect(logs.events.map(\.file) == [2])
  }

  @Test("A node whose clock differs, or whose zone is unknown, has no part in it")
  func apart() {
    let nodes = [
      node("jm1", at: [1], serverAheadMs: 3), node("tm1", at: [1], serverAheadMs: 900),
      node("tm2", at: [1], serverAheadMs: -5000), node("tm3", at: [1], zone: nil),
      node("tm4", at: [1]),
    ]
    let logs = NodeLogs(nodes)
    #expect(logs?.nodes == ["jm1", "tm1", "tm4"])
    #expect(logs?.node(of: Location(path: "tm4:/log/a")) == "tm4")
    #expect(logs?.node(of: nil) == "jm1")
    #expect(NodeLogs([nodes[0], nodes[2]]) == nil)
    #expect(NodeLogs([nodes[0], nodes[3]]) == nil)
  }

  @Test("A log's line is its node's; only logs that are read together tell one story")
  func stories() {
    func causes(_ nodes: [NodeExamination]) -> [[String?]] {
      let judged = Judge(rules: [Crashed.self, Missed.self]).verdicts(on: nodes)
      return Judgement.concluding(judged).results.map { $0.map { $0.cause.map { _ in "known" } } }
    }
    let together = [node("jm1", at: [2]), node("tm1", at: [1])]
    #expect(causes(together) == [["known"], [nil]])
    let apart = [
      node("jm1", at: [2], serverAheadMs: 0), node("tm1", at: [1], serverAheadMs: 60_000),
    ]
    #expect(causes(apart) == [[nil], [nil]])
  }
}

// MARK: - Rules that are as simple as can be

private protocol OfOneLog: Rule {
  static var prefix: String { get }
  func verdict(at place: Location) -> Verdict
}

extension OfOneLog {
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    (exam.evidence.logs?.events ?? []).filter { $0.text.hasPrefix(Self.prefix) }
      .compactMap { exam.location(of: $0) }.map { verdict(at: $0) }
  }
}

private struct Crashed: OfOneLog {
  static let card = RuleCard.plain("FD7899")
  static let prefix = "tm1"
  func verdict(at place: Location) -> Verdict {
    Verdict(
      .finding(.error), subject: "log:tm1", location: place, explains: [.inLogs(episode: 0)])
  }
}

private struct Missed: OfOneLog {
  static let card = RuleCard.plain("FD7898")
  static let prefix = "jm1"
  func verdict(at place: Location) -> Verdict {
    Verdict(.finding(.error), subject: "log:jm1", location: place, shows: [.inLogs(episode: 0)])
  }
}

import Diagnosis
import FlinkConfiguration
import Testing

@Suite struct JudgeTests {
  @Test func mergesEqualFindingsOfSeveralVersions() throws {
    let exam = Examination.of("a: 1", versions: "1.15-1.18")
    let results = Judge(rules: [AlwaysWrong.self]).judge(exam).results
    let result = try #require(results.first)
    #expect(results.count == 1)
    #expect(result.versions == FlinkVersionRange(from: .init(1, 15), to: .init(1, 18)).versions)
    #expect(result.severity == .error)
  }

  @Test func aFindingOfSomeVersionsOnlyIsOneStepMilder() throws {
    let exam = Examination.of("a: 1", versions: "1.17-1.18")
    let result = try #require(Judge(rules: [WrongFrom118.self]).judge(exam).results.first)
    #expect(result.severity == .warning)
    #expect(result.versions == [FlinkVersion(1, 18)])
  }

  @Test func whatKeepsFlinkFromStartingNeverDrops() throws {
    let exam = Examination.of("a: 1", versions: "1.17-1.18")
    let result = try #require(Judge(rules: [FatalFrom118.self]).judge(exam).results.first)
    #expect(result.severity == .error)
  }

  @Test func whatARuleCannotTellIsUnknownWithItsReason() throws {
    let exam = Examination.of("a: 1")
    let result = try #require(Judge(rules: [NeverKnows.self]).judge(exam).results.first)
    #expect(result.status == .unknown)
    #expect(result.reason == "nobody asked (name:jm1)")
  }

  @Test func anUnknownNamesTheFindingThatStoodInItsWay() throws {
    let exam = Examination.of("a: 1")
    let results = Judge(rules: [NeverKnows.self, ShowsUnresolved.self]).judge(exam).results
    let unknown = try #require(results.first { $0.status == .unknown })
    #expect(unknown.reason == "nobody asked: because of FD2998")
    #expect(unknown.cause == results.first { $0.id == "FD2998" }?.fingerprint)
  }

  @Test func theCauseComesWithWhatItExplains() throws {
    let exam = Examination.of("a: 1")
    let (results, diagnosis) = Judge(rules: [ShowsUnresolved.self, AlwaysWrong.self]).judge(exam)
    let cause = try #require(diagnosis.first)
    let symptom = try #require(results.first { $0.id == "FD2998" })
    #expect(cause.cause == results.first { $0.id == "FD2999" }?.fingerprint)
    #expect(cause.explains == [symptom.fingerprint])
    #expect(symptom.cause == cause.cause)
    #expect(diagnosis.count == 1)
  }

  @Test func twoFindingsThatExplainEachOtherMakeNoRing() {
    let exam = Examination.of("a: 1")
    let (_, diagnosis) = Judge(rules: [Egg.self, Hen.self]).judge(exam)
    #expect(diagnosis.count == 1)
    #expect(diagnosis.first?.explains.count == 1)
  }

  @Test func fingerprintsStayWhenLinesMoveAndTellEqualFindingsApart() {
    let before = Judge(rules: [EveryEntry.self]).judge(Examination.of("a: 1\na: 1")).results
    let after = Judge(rules: [EveryEntry.self]).judge(Examination.of("# new\n\na: 1\na: 1")).results
    #expect(before.map(\.fingerprint) == after.map(\.fingerprint))
    #expect(Set(before.map(\.fingerprint)).count == 2)
  }
}

// MARK: - Rules that are as simple as can be

private struct AlwaysWrong: Rule {
  static let card = RuleCard.plain("FD2999")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "key:a", message: "a is wrong",
        explains: [.unresolved(host: "jm1")])
    ]
  }
}

private struct ShowsUnresolved: Rule {
  static let card = RuleCard.plain("FD2998")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.warning), subject: "name:jm1", message: "jm1 has no address",
        shows: [.unresolved(host: "jm1")])
    ]
  }
}

private struct WrongFrom118: Rule {
  static let card = RuleCard.plain("FD2997")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.version < FlinkVersion(1, 18)
      ? [Verdict(.passed, subject: "key:a")] : [Verdict(.finding(.error), subject: "key:a")]
  }
}

private struct FatalFrom118: Rule {
  static let card = RuleCard.plain("FD2996")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.version < FlinkVersion(1, 18)
      ? [] : [Verdict(.finding(.error), subject: "key:a", keepsFromStarting: true)]
  }
}

private struct NeverKnows: Rule {
  static let card = RuleCard.plain("FD2995")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    throw Unknown(subject: "port:jm1:6123", reason: "nobody asked", blockedBy: "name:jm1")
  }
}

private struct Hen: Rule {
  static let card = RuleCard.plain("FD2994")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "hen", shows: [.jobManagerNotFound], explains: [.heartbeatsLost])
    ]
  }
}

private struct Egg: Rule {
  static let card = RuleCard.plain("FD2993")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    [
      Verdict(
        .finding(.error), subject: "egg", shows: [.heartbeatsLost], explains: [.jobManagerNotFound])
    ]
  }
}

private struct EveryEntry: Rule {
  static let card = RuleCard.plain("FD2992")
  func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.reading.entries.map { entry in
      Verdict(
        .finding(.info), subject: "key:\(entry.key)", message: "seen",
        location: Location(path: exam.reading.path, range: entry.keyRange), key: entry.key)
    }
  }
}

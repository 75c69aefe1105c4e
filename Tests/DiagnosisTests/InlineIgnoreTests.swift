import Diagnosis
import FlinkConfiguration
import Testing

@Suite struct InlineIgnoreTests {
  @Test func speaksOfItsOwnLineOrOfTheNext() throws {
    let ignores = InlineIgnore.all(
      in: Examination.of(
        """
        a: 1 # flinkdoctor: ignore=FD1101 reason="by intent"
        # flinkdoctor: ignore=FD2104,ports reason=why

        # another comment
        b: 2
        """
      ).reading)
    #expect(ignores.map(\.line) == [1, 2])
    #expect(ignores.map(\.target) == [1, 5])
    #expect(ignores.map(\.patterns) == [["FD1101"], ["FD2104", "ports"]])
    #expect(ignores.map(\.reason) == ["by intent", "why"])
    #expect(try #require(ignores.first).range == TextRange(line: 1, column: 6, length: 47))
  }

  @Test(arguments: [
    "# flinkdoctor is good", "# flinkdoctor: check this", "a: flinkdoctor:", "",
    "flinkdoctor: ignore=FD1101 reason=x",
  ])
  func leavesOtherTextAlone(line: String) {
    #expect(InlineIgnore.all(in: Examination.of(line).reading).isEmpty)
  }

  @Test func silencesWithItsReason() {
    let results = apply("a: 1 # flinkdoctor: ignore=FD2101 reason=\"one machine\"")
    #expect(results.map(\.suppressed) == ["one machine"])
  }

  @Test func withoutAReasonItSilencesNothingAndIsAFinding() {
    let results = apply("a: 1 # flinkdoctor: ignore=FD2101")
    #expect(results.map(\.id) == ["FD2101", "FD1801"])
    #expect(results.allSatisfy { $0.suppressed == nil })
  }

  @Test func oneThatSilencesNothingIsAFinding() {
    let results = apply("a: 1 # flinkdoctor: ignore=FD9* reason=x")
    #expect(results.map(\.id) == ["FD2101", "FD1802"])
  }

  @Test func whatItWasWrittenForMayNotHaveBeenAsked() {
    let results = apply("a: 1 # flinkdoctor: ignore=FD9* reason=x", isPart: true)
    #expect(results.map(\.id) == ["FD2101"])
  }

  /// The results for a file whose first line has a finding FD2101.
  private func apply(_ text: String, isPart: Bool = false) -> [CheckResult] {
    let exam = Examination.of(text)
    let finding = CheckResult(
      id: "FD2101", name: "a-holds", title: "a holds", family: .addresses, status: .finding,
      severity: .error, message: "a does not hold", subject: "key:a",
      location: Location(
        path: exam.reading.path, range: TextRange(line: 1, column: 1, length: 1)))
    return InlineIgnore.apply(
      InlineIgnore.all(in: exam.reading), path: exam.reading.path, to: [finding],
      isPart: isPart)
  }
}

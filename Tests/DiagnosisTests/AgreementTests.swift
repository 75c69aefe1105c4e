import Diagnosis
import FlinkConfiguration
import Testing

/// Who differs from most is named; where none is most, all are.
@Suite struct AgreementTests {
  private func nodes(_ names: String) -> [NodeExamination] {
    names.map { name in
      let reading = ConfigurationReading(bytes: [], dialect: .flat, path: "\(name)")
      return NodeExamination(
        name: "\(name)",
        exam: Examination(
          version: .newest, reading: reading, configuration: EffectiveConfiguration(reading)))
    }
  }

  private func sentences(_ names: String, _ values: [Int?]) -> [String] {
    let nodes = nodes(names)
    return Agreement(nodes) { node in values[nodes.firstIndex { $0.name == node.name } ?? 0] }
      .differences.map { $0.sentence { "\($0)" } }
  }

  @Test func oneAgainstMost() {
    #expect(
      sentences("abcde", [1, 1, 2, 1, 1]) == ["c has 2, the other 4 nodes (a, b, d and e) have 1"])
    #expect(
      sentences("abcde", [1, 1, 2, 1, 3]) == [
        "c has 2, the other 3 nodes (a, b and d) have 1",
        "e has 3, the other 3 nodes (a, b and d) have 1",
      ])
  }

  @Test func noMajority() {
    #expect(sentences("ab", [1, 2]) == ["a has 1, and b has 2"])
    #expect(sentences("abcd", [2, 1, 1, 2]) == ["a and d have 2, and b and c have 1"])
  }

  @Test func agreed() {
    #expect(sentences("abc", [1, 1, nil]).isEmpty)
    #expect(sentences("abc", [nil, nil, 7]).isEmpty)
  }

  @Test(arguments: [
    ([("a.json", "tm1"), ("b.json", "tm2")], ["tm1", "tm2"]),
    ([("/x/a.json", nil), ("b", nil)], ["a", "b"]),
    ([("/x/a.json", "h"), ("/y/a.json", "h")], ["/x/a.json", "/y/a.json"]),
    ([("/x/a.json", "h"), ("/y/b.json", "h")], ["a", "b"]),
  ])
  func namesAreTheirOwn(files: [(String, String?)], names: [String]) {
    #expect(NodeNames.of(files.map { (path: $0.0, hostname: $0.1) }) == names)
  }
}

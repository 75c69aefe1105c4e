import FlinkConfiguration
import Testing

/// Between two releases at which a grammar changed, every version reads the same.
@Suite
struct GrammarChangesTests {
  @Test(arguments: Grammar.all)
  func `versions on one side of every change read alike`(grammar: Grammar) {
    var values = GeneratedValues(seed: 1611, pieces: grammar.pieces)
    for text in (0..<3000).map({ _ in values.next() }) {
      for (earlier, later) in zip(FlinkVersion.known, FlinkVersion.known.dropFirst())
      where !grammar.changes.contains(later) {
        #expect(
          answer(grammar, text, earlier) == answer(grammar, text, later),
          "\(text.debugDescription) in \(earlier) and \(later)")
      }
    }
  }

  private func answer(
    _ grammar: Grammar, _ text: String, _ version: FlinkVersion
  ) -> Result<String, ValueError> {
    Result { () throws(ValueError) in try grammar.read(text, version) }
  }
}

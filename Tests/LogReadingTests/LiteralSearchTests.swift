import LogReading
import Testing

/// The search against the plainest one there is.
struct LiteralSearchTests {
  @Test
  func `it finds what a plain search finds`() {
    var generator = Generator(state: 7)
    for _ in 0..<300 {
      let literals = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        word(12...20, &generator)
      }
      var text: [UInt8] = []
      for _ in 0..<60 {
        let isLiteral = Int.random(in: 0..<4, using: &generator) == 0
        text +=
          (isLiteral ? literals.randomElement(using: &generator) ?? "" : word(1...9, &generator))
          .utf8
      }
      var found: [LiteralSearch.Match] = []
      text.withUnsafeBufferPointer { LiteralSearch(literals).find(in: $0, into: &found) }
      var expected: Set<LiteralSearch.Match> = []
      for (number, literal) in literals.enumerated() {
        let literal = Array(literal.utf8)
        for at in text.indices.dropLast(literal.count - 1)
        where text[at..<(at + literal.count)].elementsEqual(literal) {
          expected.insert(LiteralSearch.Match(offset: at, literal: number))
        }
      }
      #expect(Set(found) == expected)
      #expect(found.map(\.offset) == found.map(\.offset).sorted())
    }
  }

  @Test
  func `an empty text, no literals and a text shorter than any give nothing`() {
    var found: [LiteralSearch.Match] = []
    Array("short".utf8).withUnsafeBufferPointer {
      LiteralSearch(["longer than that"]).find(in: $0, into: &found)
      LiteralSearch([]).find(in: $0, into: &found)
    }
    #expect(found.isEmpty)
  }

  /// Few letters, so that windows collide.
  private func word(_ length: ClosedRange<Int>, _ generator: inout Generator) -> String {
    let count = Int.random(in: length, using: &generator)
    return String((0..<count).map { _ in "abc".randomElement(using: &generator) ?? "a" })
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }
}

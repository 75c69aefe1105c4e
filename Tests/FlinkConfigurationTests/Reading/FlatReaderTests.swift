import FlinkConfiguration
import Testing

@Suite struct FlatReaderTests {
  @Test(
    arguments: [
      ("a.b: c\n", ["a.b=c"]), ("a.b : c\n", ["a.b=c"]), ("\ta.b: c\n", ["a.b=c"]),
      ("a.b:c\n", []), ("a.b:\tc\n", []), ("a.b: c # comment\n", ["a.b=c"]),
      ("a.b: c#d\n", ["a.b=c"]), ("a.b: 'c d'\n", ["a.b='c d'"]), ("a.b: c: d\n", ["a.b=c: d"]),
      ("a:\n  b: c\n", ["b=c"]), ("a.b: '#x'\n", ["a.b='"]),
      ("a.b: c\rd.e: f\n", ["a.b=c", "d.e=f"]),
      ("a.b: c\r\nd.e: f\r\n", ["a.b=c", "d.e=f"]), (": x\n", []), ("a.b: |\n  l1\n", ["a.b=|"]),
      ("a.b: c\0d\n", ["a.b=c\0d"]), ("\u{FEFF}a.b: c\n", ["\u{FEFF}a.b=c"]), ("", []),
    ] as [(String, [String])])
  func readsLinesAsFlinkDoes(file: String, pairs: [String]) {
    let reading = ConfigurationReading(
      bytes: Array(file.utf8), dialect: .flat, path: "flink-conf.yaml")
    #expect(reading.entries.map { "\($0.key)=\($0.value.text)" } == pairs)
    #expect(reading.abort == nil)
  }

  @Test func theLastOfSeveralWins() throws {
    let reading = flat("a: 1\nb: 2\na: 3\n")
    #expect(reading.entries.count == 3)
    #expect(reading["a"]?.value == .string("3"))
    #expect(reading.effective.map(\.key) == ["b", "a"])
    #expect(reading["a"]?.keyRange == TextRange(line: 3, column: 1, length: 1))
    #expect(reading["a"]?.valueRange == TextRange(line: 3, column: 4, length: 1))
  }

  @Test func columnsCountScalars() {
    let reading = flat("é: ü\n")
    #expect(reading["é"]?.valueRange == TextRange(line: 1, column: 4, length: 1))
  }

  @Test func saysWhatItIgnores() {
    let reading = flat("# comment\na.b:c\n\n: x\n")
    #expect(
      reading.ignored == [
        IgnoredLine(
          line: 2, text: "a.b:c",
          reason: "Line is not a key-value pair (missing space after ':'?)"),
        IgnoredLine(line: 4, text: ": x", reason: "Key or value was empty"),
      ])
  }

  /// As Java's decoder gives them; the oracle has more.
  @Test(
    arguments: [
      ([0xE9], 1), ([0xC3, 0x28], 1), ([0xED, 0xA0, 0x80], 1), ([0xF0, 0x9F, 0x98], 1),
      ([0xE0, 0x80, 0x80], 3), ([0xC0, 0x80], 2), ([0xFF, 0xFE], 2),
    ] as [([UInt8], Int)])
  func replacesBytesThatAreNoUTF8(bytes: [UInt8], count: Int) {
    let reading = ConfigurationReading(
      bytes: Array("k: ".utf8) + bytes + Array("\nlast: line\n".utf8), dialect: .flat, path: "")
    #expect(reading["k"]?.value.text.unicodeScalars.count { $0 == "\u{FFFD}" } == count)
    #expect(reading["last"]?.value.text == "line")
  }

  private func flat(_ file: String) -> ConfigurationReading {
    ConfigurationReading(bytes: Array(file.utf8), dialect: .flat, path: "flink-conf.yaml")
  }
}

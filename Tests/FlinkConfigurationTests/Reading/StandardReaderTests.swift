import FlinkConfiguration
import Testing

@Suite struct StandardReaderTests {
  @Test(
    arguments: [
      ("a.b: c\n", ["a.b=c"]), ("a:\n  b: c\n", ["a.b=c"]), ("a.b: 'c d'\n", ["a.b=c d"]),
      ("a.b: yes\n", ["a.b=yes"]), ("a.b: TRUE\n", ["a.b=true Boolean"]),
      ("a.b: 010\n", ["a.b=10 Integer"]), ("a.b: 0x1F\n", ["a.b=31 Integer"]),
      ("a.b: 1e3\n", ["a.b=1000.0 Double"]), ("a.b: 1.10\n", ["a.b=1.1 Double"]),
      ("a.b: 1e400\n", ["a.b=.inf Double"]), ("a.b: 1e21\n", ["a.b=1.0E21 Double"]),
      ("a.b: 2147483648\n", ["a.b=2147483648 Long"]),
      ("a.b: 99999999999999999999\n", ["a.b=99999999999999999999 BigInteger"]),
      ("a.b: 00000000005\n", ["a.b=5 Long"]),
      ("a.b: [x, 'y z', '1', 2]\n", ["a.b=[x, y z, '1', 2]"]),
      ("a:\n  - x\n  - k: v\n", ["a=[x, {k: v}]"]), ("a.b: {}\n", []), ("a.b: []\n", ["a.b=[]"]),
      ("a: 1\na.b: 2\n", ["a=1 Integer", "a.b=2 Integer"]), ("", []), ("# only\n", []),
      ("<<: {a: 1}\n", ["<<.a=1 Integer"]), ("a: &x c\nd: *x\n", ["a=c", "d=c"]),
      ("a: |\n  l1\n  l2\n", ["a=l1\nl2\n"]), ("\u{FEFF}a.b: c\n", ["a.b=c"]),
    ] as [(String, [String])])
  func readsYAMLAsFlinkDoes(file: String, pairs: [String]) {
    let reading = standard(file)
    #expect(reading.entries.map(show) == pairs)
    #expect(reading.abort == nil)
  }

  @Test(
    arguments: [
      ("a.b:\n", "Value must not be null."), ("a.b: ~\n", "Value must not be null."),
      ("a.b: 1\na.b: 2\n", "found duplicate key a.b"),
      ("justtext\n", "class java.lang.String cannot be cast to class java.util.Map"),
      ("123: x\n", "class java.lang.Integer cannot be cast to class java.lang.String"),
      ("a: 1\n---\nb: 2\n", "but found another document"),
      ("a: *x\n", "found undefined alias x"),
      ("a: !x y\n", "could not determine a constructor for the tag !x"),
    ])
  func refusesWhatFlinkRefuses(file: String, message: String) throws {
    let abort = try #require(standard(file).abort)
    #expect(abort.message.contains(message))
  }

  @Test func aLaterSpellingOverwritesSilently() {
    let reading = standard("a.b: 1\na:\n  b: 2\n")
    #expect(reading["a.b"]?.value == .integer(2))
    #expect(reading.entries.count == 2)
    #expect(reading.effective.count == 1)
  }

  private func standard(_ file: String) -> ConfigurationReading {
    ConfigurationReading(bytes: Array(file.utf8), dialect: .standard, path: "config.yaml")
  }

  private func show(_ entry: ConfigurationEntry) -> String {
    let type = entry.value.typeName
    return "\(entry.key)=\(entry.value.text)" + (type == "String" ? "" : " " + type)
  }
}

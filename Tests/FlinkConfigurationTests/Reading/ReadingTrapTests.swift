import FlinkConfiguration
import Testing

/// Where Flink drops or bends what the author wrote.
@Suite struct ReadingTrapTests {
  @Test(
    arguments: [
      ("a.b:c", .missingBlankAfterColon(value: "c", separator: ""), "a.b: c"),
      ("a.b:\tc", .missingBlankAfterColon(value: "c", separator: "\t"), "a.b: c"),
      ("a:\n  b: c", .nestedKey(read: "b", meant: "a.b", value: "c"), "a.b: c"),
      ("a.b: 'x'", .quotesKept(value: "'x'", meant: "x"), "a.b: x"),
      ("a.b: x#y", .commentCutsValue(kept: "x", dropped: "#y"), nil),
      ("a.b: [x, 'y']", .flowList(elements: ["x", "y"]), "a.b: x;y"),
      ("a.b: {x: 1, y: 2}", .flowMap(text: "{x: 1, y: 2}"), "a.b: x:1,y:2"),
      ("a.b:\n- x\n- y", .blockList(elements: ["x", "y"]), "a.b: x;y"),
      ("a.b: x\n  y", .droppedContinuation(kept: "x", dropped: "y"), "a.b: x y"),
      ("a.b： c", .fullWidthColon(value: "c"), "a.b: c"),
      ("a.b = c", .otherFormat(.properties, effect: "a.b = c"), "a.b: c"),
      ("\u{FEFF}a.b: c", .byteOrderMarkInKey(meant: "a.b"), "a.b: c"),
      ("\"a.b\": c", .quotedKey(meant: "a.b"), "a.b: c"),
      ("a.b:", .emptyValue, nil), ("text", .droppedText("text"), nil),
      ("a.b: ~", .nullText("~"), nil),
    ] as [(String, ReadingTrap.Kind, String?)])
  func flatFilesHaveTheseTraps(file: String, kind: ReadingTrap.Kind, corrected: String?) {
    let traps = reading(file, .flat).traps
    #expect(traps.map(\.kind) == [kind])
    #expect(traps.first?.correctedLine == corrected)
  }

  @Test(arguments: [
    "---\na.b: c\n...\n", "a.b: c # comment\n", "# a=b\n", "a.b: c\r\n", "\u{FEFF}# c\na.b: c\n",
    "  a.b: c\n", "a.b: *.log\n", "a.b: x:y\n",
  ])
  func whatHasNoEffectIsNoTrap(file: String) {
    #expect(reading(file, .flat).traps.isEmpty)
  }

  @Test(
    arguments: [
      ("a: 010", .lossyScalar(written: "010", read: "10", typeName: "Integer")),
      ("a: 1.10", .lossyScalar(written: "1.10", read: "1.1", typeName: "Double")),
      ("a: TRUE", .lossyScalar(written: "TRUE", read: "true", typeName: "Boolean")),
      ("a:", .nullValue), ("a: {}", .emptyMap),
      (
        "a.b: 1\na:\n  b: 2",
        .overwrittenSpelling(value: "2", overwritten: "1", sameValue: false)
      ),
    ] as [(String, ReadingTrap.Kind)])
  func standardFilesHaveThese(file: String, kind: ReadingTrap.Kind) {
    #expect(reading(file, .standard).traps.map(\.kind) == [kind])
  }

  /// Files that made a reader slow, or would end a stack; each takes far below a second here.
  @Test(
    arguments: [
      ("[", 300_000), ("{a: ", 100_000), ("- ", 100_000), ("&a ", 100_000), ("a:\n", 50_000),
      ("a: b\n  c\n", 50_000), ("a: |\n x\n", 50_000), ("\"", 300_000), ("a: &a [*a]\n", 2_000),
    ], Dialect.allCases)
  func takesNoTimeThatGrowsWithTheSquare(part: (String, Int), dialect: Dialect) {
    let file = String(repeating: part.0, count: part.1)
    let time = ContinuousClock().measure { _ = reading(file, dialect) }
    #expect(time < .seconds(20))
  }

  private func reading(_ file: String, _ dialect: Dialect) -> ConfigurationReading {
    ConfigurationReading(bytes: Array(file.utf8), dialect: dialect, path: dialect.fileName)
  }
}

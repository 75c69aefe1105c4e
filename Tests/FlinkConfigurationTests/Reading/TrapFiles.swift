/// Configuration files full of traps, the same ones for the same seed.
///
/// Three makers: sentences of a grammar (what people write), soup (YAML's tokens in any order), and
/// real files that were damaged by a few edits.
struct TrapFiles {
  private var random: SplitMix
  private let models: [[UInt8]]
  /// Whether the file at hand is to have few faults: one is enough for Flink to refuse it, and what
  /// stands beside the first one is then not compared.
  private var isMild = false
  /// Whether the file at hand is one that every YAML parser reads alike.
  private var isPlain = false
  private var keyCount = 0

  /// `models` are files to damage.
  init(seed: UInt64, models: [[UInt8]]) {
    random = SplitMix(state: seed)
    self.models = models
  }

  mutating func next() -> [UInt8] {
    isPlain = chance(20)
    isMild = isPlain || chance(60)
    keyCount = 0
    switch pick(20) {
    case 0..<11: return Array(sentence().utf8)
    case 11..<14: return soup()
    case 14..<17: return damaged(Array(sentence().utf8))
    case 17: return damaged(soup())
    default: return damaged(window())
    }
  }

  private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func one(_ choices: [String]) -> String { choices[pick(choices.count)] }

  private mutating func chance(_ percent: Int) -> Bool { pick(100) < percent }

  // MARK: The grammar

  private mutating func sentence() -> String {
    var text =
      chance(6) ? one(["\u{FEFF}", "---\n", "%YAML 1.2\n---\n", "# c\n", "\n\n", "--- "]) : ""
    for _ in 0..<(1 + pick(6)) {
      text += statement(indent: !isMild && pick(8) == 0 ? 1 + pick(3) : 0, depth: 0)
    }
    if chance(4) { text += one(["...\n", "---\n", "...", "--- x\n", "... # c\n", "---\na: b\n"]) }
    if chance(10), text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  private mutating func statement(indent: Int, depth: Int) -> String {
    let blanks = String(repeating: " ", count: indent)
    switch pick(depth < 3 ? 14 : 9) {
    case 9, 10:
      var text = blanks + key() + one([":", ":", ":", " :", ": # c", ":  "]) + "\n"
      let step = one(["1", "2", "2", "2", "4", "0"])
      for _ in 0..<(1 + pick(3)) {
        text += statement(indent: indent + (Int(step) ?? 2), depth: depth + 1)
      }
      return text
    case 11:
      var text = blanks + key() + ":\n"
      let item = blanks + one(["", "  ", " "])
      for _ in 0..<(1 + pick(4)) { text += item + "- " + value(indent: indent + 2) + lineEnd() }
      return text
    case 12:
      let header =
        one(["|", ">", "|", ">"])
        + (isMild && chance(90)
          ? one(["", "-", "+", ""])
          : one(["", "", "-", "+", "2", "1-", "+1", "9", "0", "- # c", "#c", " x"]))
      var text = blanks + key() + ": " + header + "\n"
      for _ in 0..<(1 + pick(4)) {
        text += blanks + one(["  ", "  ", "   ", "", " ", "\t", "  \t"]) + word() + "\n"
      }
      return text
    case 13 where !isMild:
      return blanks
        + one(["# comment", "#", "", "  ", "\t", "- x", "- a: b", "? k", ": v", "text"])
        + lineEnd()
    default:
      return blanks + key() + separator() + value(indent: indent) + lineEnd()
    }
  }

  private mutating func lineEnd() -> String {
    if isMild && chance(80) { return "\n" }
    return one([
      "\n", "\n", "\n", "\n", "\n", "\r\n", "\r", " # c\n", "#c\n", "  \n", "\t\n", "\t# c\n",
      "\n\n",
      " \t \n", " #\n",
    ])
  }

  private mutating func separator() -> String {
    if isMild && chance(95) { return ": " }
    return one([
      ": ", ": ", ": ", ": ", ": ", ": ", ":  ", ":", ":\t", " : ", "=", " = ", "： ", ":\u{A0}",
      ": \t",
      ":\n  ", ": &a ", ": !!str ", ": !!int ", ": !!float ", ": ! ", ": !!bool ", ": *a ",
    ])
  }

  private mutating func key() -> String {
    keyCount += 1
    if isMild && chance(92) {
      return one(["a", "b.c", "rest.port", "x-y", "a_b.c.d"]) + "\(keyCount)"
    }
    if chance(50) {
      return one([
        "a", "a.b", "b", "c", "rest.port", "a.b.c", "jobmanager.rpc.address", "d", "e.f", "k1",
        "k2",
      ])
    }
    return one([
      "'a.b'", "\"a.b\"", "? a", "1", "true", "~", "null", "1.0", "-", "- a", "a b", "<<", "é",
      "[a]",
      "{a: b}", "''", "*a", "&a b", "!!str a", "a:b", "a#b", "0x1", ".inf", "#a", "a.", ".a",
      "\t a",
      "@a", "%a", "`a", "!a", "a\u{A0}", "🙂", "x\u{2028}y", "=", "?a", ":a", "-a", "- - a",
      "!!null a",
      "\"a\\u0062\"", "'it''s'", "a'b", "\"\"", "| a", "> a", "a |", "&x", "*x",
    ])
  }

  private mutating func word() -> String {
    if isMild && chance(85) {
      return one([
        "x", "v1 v2", "10 s", "1g", "http://h:80/x", "a;b", "-Dk=v -Xmx1g", "x\ty", "é", "a#b",
      ])
    }
    return one([
      "x", "localhost", "10 s", "1g", "v1 v2", "http://h:80/x", "-Dk=v -Xmx1g", "a,b", "a;b",
      "hdfs:///x",
      "c: d", "x#y", "x #y", "'q'", "\"q\"", "é", "x\ty",
    ])
  }

  private mutating func value(indent: Int) -> String {
    if isPlain && chance(97) {
      return one([
        word(), word(), number(), "'q q'", "\"q\"", "'it''s'", "''", "'a # b'", "x # c", "-x",
        "- x", "a:b", ":x",
        "a #b", "'a\n\n   b'", "\"a\n   b\"", "x\n\n   y", "'a' # c", "\"a\"#c", "'a'b", "a, b",
        "=", "<<", "~", "null",
        "true", "a'b", "a\"b", "--x", "...", "x:", "x: y", "é", "$x", "${X}", "/a/b", "(x)", "<a",
        "a;b", "^", "",
      ])
    }
    switch pick(12) {
    case 0..<3: return word()
    case 3..<5: return number()
    case 5: return flow(depth: 0)
    case 6: return quoted()
    case 7:
      return word() + "\n" + String(repeating: " ", count: indent + pick(4) + (isMild ? 1 : 0))
        + word()
    default: return isMild && chance(85) ? flow(depth: 0) : odd()
    }
  }

  private mutating func number() -> String {
    if chance(40) {
      return one([
        "0", "1", "010", "0x1F", "0o17", "1.10", "1e5", "+5", "-0", "1e400", ".inf", "-.INF",
        ".nan",
        "1.", ".5", "0x", "0o8", "1_000", "12:30", "0b11", "2147483647", "2147483648",
        "-2147483648",
        "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "99999999999999999999", "00000000005", "00000000000000000005", "0x80000000",
        "0xFFFFFFFFFFFFFFFF", "0x00000000000000001", "0o37777777777", "1e-5", "1E+7", "0.001",
        "1e7",
        "123456.789e3", "-1.5", "+.5", "-.5e1", "1e", "1.e5", "..5", "1.2.3", "0.0", "-0.0",
        "+.inf",
        "+12e03", "4.9e-324", "1.7976931348623157e308", "2e23", "1e23", "8.41e21",
        "9007199254740993.0",
        "2.0e-3", "5e-324", "1e-7", "100000000.0", "0x1p3", "1d", "NaN", "Infinity", "1f", "0X1F",
        "0O7",
        "٣", "1e99999", "-.nan", "-0x1", "+0x1", "-0o7", "0x-1", "0o-7", "- 1", "1 2",
      ])
    }
    var text = one(["", "", "-", "+", "0", "00"])
    for _ in 0..<(1 + pick(12)) { text += String(pick(10)) }
    if chance(40) {
      text += "."
      for _ in 0..<pick(8) { text += String(pick(10)) }
    }
    if chance(25) { text += one(["e", "E"]) + one(["", "-", "+"]) + String(pick(40)) }
    return text
  }

  private mutating func flow(depth: Int) -> String {
    let isList = chance(65)
    var text = isList ? "[" : "{"
    for index in 0..<pick(4) {
      if index > 0 {
        text += one([", ", ",", " ,", ",\n    ", ", # c\n    ", isMild ? ", " : ",,"])
      }
      if !isList || chance(20) {
        text += one([
          isMild ? "k\(index)" : "k", "'k'", "1", "~", "true", "[l]", "? k", "\"k\"", "a.b",
          "!!str 1", "&a k", "*a", "''",
          "k k", "é", "-x", "?k",
        ])
        text += isMild && chance(90) ? ": " : one([": ", " : ", ":", ""])
      }
      if depth < 3 && chance(20) { text += flow(depth: depth + 1) } else { text += element() }
    }
    return text + (isList ? one(["]", "]", " ]", ", ]"]) : one(["}", "}", ", }", " }"]))
  }

  private mutating func element() -> String {
    switch pick(8) {
    case 0..<3: return word()
    case 3: return number()
    case 4: return quoted()
    default:
      return one([
        "x", "'1'", "\"true\"", "~", "", "null", "*a", "&a y", "!!str 5", "a b", "-", "- x", "?",
        ":",
        "a:", ":b", "x?y", "a[b", "'a, b'", "\"a\\nb\"", "' lead'", "'trail '", "'#x'", "'x #y'",
        "'a: b'", "'a:b'", "'---'", "'...x'", "''''", "'\"'", "\"\\t\"", "\"\\x01\"",
        "\"\\u00a0x\"",
        "🙂", "'🙂'", "\"\\U0001F642\"", "'@a'", "'%'", "'!x'", "'*x'", "'&x'", "'?x'", "'? x'",
        "'-x'",
        "'- x'", "':x'", "': x'", "'=' ", "'<<'", "'~'", "'null'", "'yes'", "'0x1F'", "'1e3'",
        "'.inf'",
        "'2001-01-01'", "true", "'${X}'", "${X}", "'x\n\n y'", "\"x\\\n y\"", "'é'",
        "\"\\N\\L\\P\\_\"",
        "!!binary aGk=", "!!set {a, b}", "<", "'>'", "'|'", "`", "'`'", "'x\\y'", "\"\\0\"",
        "\"\\ud83d\\ude42\"",
      ])
    }
  }

  private mutating func quoted() -> String {
    one([
      "'q'", "\"q\"", "'it''s'", "\"a\\tb\"", "\"a\\x41\"", "\"\\u00e9\"", "\"\\q\"", "\"open",
      "'open",
      "\"a\n  b\"", "'a\n\n  b'", "\"a\\\n  b\"", "'#'", "\"#\"", "' '", "\"\"", "''", "'a'b",
      "\"a\" b",
      "'a' # c", "'a'#c", "\"a: b\"", "\"\\", "\"\\u12\"", "\"\\U00110000\"", "\"a\n---\nb\"",
      "'a\n...\nb'",
      "\"\\/\"", "\"\t\"", "'a\t'", "\"a\\\tb\"", "\"\\ \"", "\"x\\\r\ny\"", "“q”", "\"\\uD83D\"",
      "'a\r b'",
    ])
  }

  private mutating func odd() -> String {
    one([
      "", "~", "null", "Null", "NULL", "nULL", "true", "True", "TRUE", "tRUE", "yes", "no", "on",
      "off",
      "false", "y", "n", "*a", "&a x", "&a", "*b", "&b [x]", "&b {x: y}", "&a-b x", "&é x",
      "&a.b x", "&a: x",
      "*a: x", "!x y", "!!str", "!!str 1", "!!int 1", "!!int x", "!!int ''", "!!float 1",
      "!!float x",
      "!!bool true", "!!bool yes", "!!null x", "!!map {}", "!!seq []", "!!set {a, b}", "!!set {}",
      "!!map []", "!!seq {}", "!!str []", "!!binary aGVsbG8=", "!!binary x",
      "!<tag:yaml.org,2002:str> 1",
      "! 1", "!", "!<x> y", "!e!x y", "!!omap [a: b]", "!!timestamp 2001-01-01", "!!str\tx",
      "!!%73tr 1",
      "|", ">", "|-", "|2", "@x", "`x", "%x", "%", "- x", "-x", "-", "--", "---", "? x", "?x", "?",
      ": x", ":x",
      ":", "::", "x:", "x: ", "x: y", "x : y", "x::y", "a#b", "a #b", "#", "# c", ",", "x,y", "[",
      "]", "{", "}",
      "x]", "x}", "[]", "{}", "[ ]", "{ }", "[x", "{x", "x [y]", "[x] y", "{x: y} z", "=", "<<",
      "<", ">x", "|x",
      "&", "*", "!!", "&&a x", "**a", "& a", "* a", "x\u{85}y", "x\u{2028}y", "\u{2029}", "\u{A0}",
      "x\u{A0}",
      "\u{FEFF}x", "x\u{FEFF}", "\u{3000}x", "é", "🙂", "\u{10FFFF}", "\u{FFFD}", "\u{E000}",
      "\u{7F}", "\u{80}",
      "\0", "\u{1}", "\u{FFFE}", "\t", "\tx", "x\t", "x\ty", "x \t#c", "\t# c", "${X}", "${X:-y}",
      "${ X }", "${X",
      "a=b", "'", "\"", "\\", "x\\n", "2001-01-01", "1:2", "0.1.2", "<a>", "</a>", "{\"a\": 1}",
      "[\"a\", 'b']",
      "x\n", "x\n  y", "x\n# c\n  y", "x\n\n\n  y", "x\n\ty", "x\n---\n", "x\n--- y", "x\n...\n",
      "x\n----",
    ])
  }

  // MARK: Soup

  private mutating func soup() -> [UInt8] {
    var text = ""
    for _ in 0..<(2 + pick(18)) {
      switch pick(10) {
      case 0..<5:
        text += one([
          " ", " ", " ", "\n", "\n", "\n", "\n  ", "\n ", ":", ": ", ": ", ":\n", "- ", "-", "? ",
          "?", ",", ", ",
          "[", "]", "{", "}", "#", " # ", "\t", "\r", "\r\n", "|", ">", "'", "\"", "&a ", "*a", "!",
          "!!str ", "%",
          "---", "...", "--- ", "\n---\n", "\n...\n", "~", "\\", "=", "<<: ", "@", "`", "\n\n",
          "    ",
        ])
      case 5..<8:
        text += one([
          "a", "b", "a.b", "c d", "x", "y", "1", "true", "null", "k", "'q'", "\"q\"", "a: b",
          "k: v\n",
          "a:\n  ", "- x\n", "[a, b]", "{a: b}", "é", "0", "&x y", "*x", "!!int 1",
        ])
      case 8: text += element()
      default: text += odd()
      }
    }
    return Array(text.utf8)
  }

  // MARK: Damage

  private mutating func window() -> [UInt8] {
    guard !models.isEmpty else { return soup() }
    let model = models[pick(models.count)]
    let lines = model.split(separator: 0x0A, omittingEmptySubsequences: false)
    let useful = lines.filter { chancedKeep($0) }
    guard !useful.isEmpty else { return [] }
    let start = pick(useful.count)
    let window = useful[start..<min(useful.count, start + 1 + pick(12))]
    return Array(window.joined(separator: [0x0A])) + [0x0A]
  }

  /// Comments are long and tell little.
  private mutating func chancedKeep(_ line: ArraySlice<UInt8>) -> Bool {
    line.first != UInt8(ascii: "#") || chance(8)
  }

  private static let insertions: [[UInt8]] =
    [
      "\t", " ", "  ", "\n", "\r", "\r\n", ":", ": ", "#", " #", "'", "\"", "[", "]", "{", "}", ",",
      "&", "*", "!",
      "|", ">", "%", "@", "`", "-", "- ", "?", "? ", "~", "=", "\\", "&a ", "*a", "!!str ", "---",
      "...", "\0",
      "\u{FEFF}", "\u{A0}", "\u{85}", "\u{2028}", "é", "🙂", "：", "\u{1}", "\u{7F}", "\n\n", "\n ",
      "\n  ", "a", "1",
      ".", "\n---\n", "\n...\n", "<<: ", "''", "\"\"", "[]", "{}", "\n\t", "  # x",
    ].map { Array($0.utf8) } + [
      [0xE9], [0xC3], [0x80], [0xFF], [0xFE], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
      [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE0, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ]

  private mutating func damaged(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<(1 + pick(4)) {
      let at = pick(bytes.count + 1)
      switch pick(8) {
      case 0..<4:
        let count = chance(6) ? Self.insertions.count : Self.insertions.count - 12
        bytes.insert(contentsOf: Self.insertions[pick(count)], at: at)
      case 4..<6:
        let end = min(bytes.count, at + 1 + pick(3))
        bytes.removeSubrange(at..<end)
      case 6:
        guard at < bytes.count else { continue }
        bytes[at] = chance(4) ? UInt8(pick(256)) : Self.insertions[pick(40)][0]
      default:
        let from = pick(bytes.count + 1)
        let piece = bytes[from..<min(bytes.count, from + pick(12))]
        bytes.insert(contentsOf: piece, at: at)
      }
    }
    if pick(200) == 0 { bytes = wide(bytes) }
    return bytes
  }

  /// UTF-16 with a byte-order mark, as some editors save it.
  private mutating func wide(_ bytes: [UInt8]) -> [UInt8] {
    let isBig = chance(50)
    var result: [UInt8] = isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]
    for unit in String(decoding: bytes, as: UTF8.self).utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      result += isBig ? [high, low] : [low, high]
    }
    return result
  }
}

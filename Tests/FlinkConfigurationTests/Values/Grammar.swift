import FlinkConfiguration

/// A grammar of values: how real Flink is asked for it, what its texts are made of, and our answer.
struct Grammar: Sendable, CustomStringConvertible {
  let name: String
  let pieces: [String]
  /// The releases at which the reading changed; none is the same in every version.
  var changes: [FlinkVersion] = []
  let read: @Sendable (String, FlinkVersion) throws(ValueError) -> String

  var description: String { name }

  private static let numbers = [
    "0", "1", "10", "007", "1728", "32000", "65535", "65536", "2147483647", "2147483648",
    "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "9007199254740993", "99999999999999999999999999999999", "+5", "-1",
    "1.5", ".5", "5.", "1e3", "1E-3", "0x10",
  ]

  /// The constants of `GrammarOracle.Fruit`: what they print, and what they are called.
  private static let fruit = [
    ("APPLE", "APPLE"), ("Sweet_Orange", "Sweet_Orange"), ("red-currant", "RED_CURRANT"),
    ("straSSe", "straSSe"), ("", "FIG"),
  ]

  static let all: [Grammar] = [
    Grammar(
      name: "duration",
      pieces: numbers + [
        " ", " ", "ms", "s", "m", "min", "h", "d", "ns", "\u{B5}s", "us", "milli", "minutes",
        "mins", "hours", "DAYS", "seconds", "Sec", "micros", "PT10S", "P1D", "p1dT2h", "PT-1.5S",
        "-PT1M", "PT", "P", "T5S", "1h", "2M", "3S", "106751991167300", "153722867280912930",
        "2562047788015215", "9223372036854775 s", "P106751991167300D", "PT-0.5S", "-PT-1S",
        "PT9223372036854775807S", "PT-9223372036854775808S", "1,5S", "1.123456789S",
      ],
      changes: DurationGrammar.changes,
      read: { text, version throws(ValueError) in
        let duration = try DurationGrammar.parse(text, version: version)
        return "\(duration.seconds) \(duration.nanoseconds)"
      }),
    Grammar(
      name: "memory",
      pieces: numbers + [
        " ", " ", "b", "bytes", "k", "kb", "kibibytes", "m", "mb", "MB", "Mebibytes", "g", "gb",
        "gib", "t", "tb", "8388607", "8388608", "9007199254740992", "9007199254740991",
      ],
      read: { text, _ throws(ValueError) in String(try MemorySize.parse(text).bytes) }),
    Grammar(
      name: "int", pieces: numbers,
      read: { text, _ throws(ValueError) in String(try JavaNumber.int(text)) }),
    Grammar(
      name: "long", pieces: numbers,
      read: { text, _ throws(ValueError) in String(try JavaNumber.long(text)) }),
    Grammar(
      name: "double",
      pieces: numbers + floats,
      read: { text, _ throws(ValueError) in
        let number = try JavaNumber.double(text)
        return String(number.isNaN ? 0x7FF8_0000_0000_0000 : number.bitPattern, radix: 16)
      }),
    Grammar(
      name: "float",
      pieces: numbers + floats,
      read: { text, _ throws(ValueError) in
        let number = try JavaNumber.float(text)
        return String(number.isNaN ? 0x7FC0_0000 : number.bitPattern, radix: 16)
      }),
    Grammar(
      name: "boolean", pieces: ["true", "false", "TRUE", "False", "yes", "on", "1", " "],
      read: { text, _ throws(ValueError) in String(try JavaBoolean.parse(text)) }),
    Grammar(
      name: "enum",
      pieces: [
        "apple", "APPLE", "sweet_orange", "Sweet-Orange", "red_currant", "red-Currant", "strasse",
        "stra\u{DF}e", "", " ", "f\u{131}g",
      ],
      read: { text, _ throws(ValueError) in
        let printed = try EnumGrammar.parse(
          text, of: fruit.map(\.0), className: "GrammarOracle$Fruit")
        return fruit.first { $0.0 == printed }?.1 ?? ""
      }),
    Grammar(
      name: "list",
      pieces: [
        "a", "b c", ";", ";", ";;", " ; ", "'x;y'", "\"x;y\"", "'it''s'", "[a, b]", ",", "'", "\"",
        " ", "'a'b",
      ],
      changes: OptionType.list(.string).grammarChanges,
      read: { text, version throws(ValueError) in
        let value = try OptionValue.convert(
          .string(text), to: .list(.string), version: version, dialect: .flat)
        guard case .list(let parts) = value else { return "" }
        return joined(parts.map { if case .string(let part) = $0 { part } else { "" } })
      }),
    Grammar(
      name: "map",
      pieces: [
        "a", "b", "c", ":", ":", ",", ",", "a:b", "c:d", "k1: v1", "'v:1'", "'a:''b:c'''", "=",
        "{k: v}", "\"x,y\"", " ",
      ],
      changes: MapGrammar.changes,
      read: { text, version throws(ValueError) in
        let value = try OptionValue.convert(
          .string(text), to: .map, version: version, dialect: .flat)
        guard case .map(var entries) = value else { return "" }
        entries.sort { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        return joined(entries.map { $0.key + "\u{1}" + $0.value })
      }),
    Grammar(
      name: "ports",
      pieces: [
        "0", "6123", "50100-50200", "50200-50100", "50100-50100", ",", ", ", "-", " - ", "65535",
        "65536", "+80", "8081", "70000-1", "1-70000", "\u{665}", "-1", "5-3-1",
      ],
      changes: PortRange.changes,
      read: { text, version throws(ValueError) in
        runs(try PortRange.parse(text, version: version))
      }),
    Grammar(
      name: "host",
      pieces: [
        "localhost", "JM1", "flink-236429.ns-69020", "10.0.0.1", "::1", "[::1]", "fe80::1", "%0",
        "%1", "1:2:3:4:5:6:7:8", "::", ":", "1::", "::ffff:1.2.3.4", "[", "]", ".", "0:0:0:1::",
        "1.2.3", "abcd:", "::1.2.3.4", "akka.tcp://flink@jm:6123", ":6123", " ", "00001",
        "::2:0:0:3",
        "[10.0.0.1]", "2001:db8::", "0:", "FFFF:", "256.1.1.1", "01.2.3.4", "1:2:3:4:5:6:7::",
        "::2:3:4:5:6:7:8", "1:0:0:2:0:0:0:3", "my_host", "\u{FF41}:",
      ],
      changes: HostGrammar.changes,
      read: { text, version throws(ValueError) in
        try HostGrammar.parse(text, version: version)
      }),
    Grammar(
      name: "hocon", pieces: sizes,
      changes: FrameSize.changes,
      read: { text, version throws(ValueError) in
        String(try HoconSize.parse(text, version: version))
      }),
    Grammar(
      name: "framesize", pieces: sizes,
      changes: FrameSize.changes,
      read: { text, version throws(ValueError) in
        String(try FrameSize.parse(text, version: version).accepted)
      }),
  ]

  private static let floats = [
    "NaN", "Infinity", "-Infinity", "nan", "d", "F", "0x1p3", "0X.8P-2", "1e400", "1e-400", "p5",
    "3.4028235e38", "3.4028236e38", "1.4e-45", "0.7e-45", "4.9e-324", "2.4e-324", "e", "-0.0",
    "1.00000005960464477539", "0.1", "0.333", "1e99999999999", "0x1.fffffeffffffffp0",
  ]

  private static let sizes =
    numbers + [
      " ", " ", "b", "B", "byte", "bytes", "k", "K", "Ki", "KiB", "kB", "KB", "kb", "kilobytes",
      "kibibytes", "m", "M", "MiB", "MB", "mb", "mebibyte", "megabytes", "g", "GiB", "GB", "T", "E",
      "Z", "yottabytes", "10485760b", "31250kiB", "\"10 m\"", "\"", "10", "1.5", "32000", "31999",
      "NaN", "true", "null", "//", ",", "31.25", "5GB", "2097151k", "1e1000", "exbibytes", "Y",
      "0.00000001", "7.99999999999999999999", "8E",
    ]

  private static func joined(_ parts: [String]) -> String {
    parts.reduce(into: String(parts.count)) { $0 += "\u{2}" + $1 }
  }

  /// Runs of neighbours in the order in which Flink tries them.
  private static func runs(_ ports: PortRange) -> String {
    var runs: [ClosedRange<Int>] = []
    for range in ports.ranges {
      let next = Int(range.lowerBound)...Int(range.upperBound)
      if let last = runs.last, last.upperBound + 1 == next.lowerBound {
        runs[runs.count - 1] = last.lowerBound...next.upperBound
      } else {
        runs.append(next)
      }
    }
    return runs.map { "\($0.lowerBound)-\($0.upperBound) " }.joined()
  }
}

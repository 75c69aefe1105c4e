import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// Both readers against the real ones: the same keys, types and values, and the same refusals.
@Suite struct ReadingOracleTests {
  struct Reader: Sendable, CustomStringConvertible {
    let distribution: FlinkDistribution
    let dialect: Dialect

    var description: String { "\(distribution) \(dialect.rawValue)" }
  }

  static let readers: [Reader] = FlinkDistribution.available.flatMap { distribution -> [Reader] in
    let dialects: [Dialect]
    switch distribution.version {
    case "1.12.5", "1.18.1": dialects = [.flat]
    case "1.20.5": dialects = [.flat, .standard]
    case "2.3.0": dialects = [.standard]
    default: dialects = []
    }
    return dialects.map { Reader(distribution: distribution, dialect: $0) }
  }

  /// More of them, and others, by hand: FLINKDOCTOR_TRAP_FILES and FLINKDOCTOR_TRAP_SEED.
  static let count = number("FLINKDOCTOR_TRAP_FILES") ?? 2500
  static let seed = UInt64(number("FLINKDOCTOR_TRAP_SEED") ?? 20_251_122)

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test(arguments: readers) func readsWhatFlinksShip(reader: Reader) throws {
    try compare(Self.shipped(), reader)
  }

  @Test(.enabled(if: hasCorpus, "the corpus is not beside the checkout"), arguments: readers)
  func readsWhatPeopleWrite(reader: Reader) throws {
    try compare(Self.corpus(), reader)
  }

  @Test(arguments: readers) func readsFilesFullOfTraps(reader: Reader) throws {
    var traps = TrapFiles(seed: Self.seed, models: try Self.shipped() + Self.corpus())
    var files: [[UInt8]] = []
    for _ in 0..<Self.count { files.append(traps.next()) }
    try compare(files, reader)
  }

  private func compare(_ files: [[UInt8]], _ reader: Reader) throws {
    let answers = try ReadingOracle.answers(files, reader.dialect, reader.distribution)
    try #require(answers.count == files.count)
    var sameMessages = 0
    var aborts = 0
    for (file, flink) in zip(files, answers) {
      let own = ReadingOracle.own(file, reader.dialect)
      if flink.isAbort && own.isAbort {
        aborts += 1
        if own == flink.withoutModules { sameMessages += 1 }
        continue
      }
      #expect(own == flink, "\(reader): \(String(decoding: file, as: UTF8.self).debugDescription)")
    }
    // Java's own texts about numbers are not retold to the letter.
    #expect(sameMessages * 100 >= aborts * 98, "\(sameMessages) of \(aborts) messages are Flink's")
  }

  // MARK: Files

  private static func shipped() throws -> [[UInt8]] {
    try FlinkDistribution.available.flatMap { distribution in
      try yaml(in: distribution.home + "/conf")
    }
  }

  private static func corpus() throws -> [[UInt8]] {
    try yaml(in: Repository.path("../shared/corpus"))
  }

  private static func yaml(in folder: String) throws -> [[UInt8]] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".yaml") }
      .map { try [UInt8](Data(contentsOf: URL(filePath: folder + "/" + $0))) }
  }
}

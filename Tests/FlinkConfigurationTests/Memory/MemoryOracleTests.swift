import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// The memory model against the classes of real Flink that the start scripts ask.
@Suite struct MemoryOracleTests {
  struct Run: CustomStringConvertible {
    let distribution: FlinkDistribution
    let dialect: Dialect
    var description: String { "\(distribution) \(dialect)" }
  }

  static let runs: [Run] = FlinkDistribution.available.flatMap { distribution in
    guard let version = FlinkVersion(distribution.version) else { return [Run]() }
    return Dialect.allCases.filter { $0.versions.contains(version) }
      .map { Run(distribution: distribution, dialect: $0) }
  }

  static let environment = ProcessInfo.processInfo.environment
  static let count = Int(environment["FLINKDOCTOR_MEMORY"] ?? "") ?? 3000
  static let seed = UInt64(environment["FLINKDOCTOR_SEED"] ?? "") ?? 2026

  @Test(arguments: runs)
  func computesTheSameSizesOrRefusesAlike(_ run: Run) throws {
    let version = try #require(FlinkVersion(run.distribution.version))
    var generator = GeneratedMemorySettings(seed: Self.seed)
    let files = (0..<Self.count).map { _ in generator.next() }
    let answers = try answers(of: run, to: files)
    try #require(answers.count == 2 * files.count)
    var shown = 0
    var accepted = 0
    for (at, text) in files.enumerated() {
      let reading = ConfigurationReading(
        bytes: Array(text.utf8), dialect: run.dialect, path: run.dialect.fileName)
      let model = MemoryModel(
        EffectiveConfiguration(reading), version: VersionInForce(version),
        dialect: run.dialect)
      for (process, ours) in [("tm", model.taskManager()), ("jm", model.jobManager())] {
        let theirs = Self.parsed(answers[2 * at + (process == "tm" ? 0 : 1)])
        let mine = Self.parsed(Self.line(ours))
        if mine.first == "ok" { accepted += 1 }
        if mine != theirs, shown < 6 {
          shown += 1
          Issue.record("\(run) \(process)\n\(text)Flink \(theirs)\nwe    \(mine)")
        }
      }
    }
    #expect(accepted > files.count / 2 && accepted < files.count * 9 / 5)
  }

  /// Status, JVM parameters and sorted properties; or the messages.
  private static func parsed(_ line: String) -> [String] {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.first == "ok", fields.count == 3 else { return fields }
    let properties = fields[2].split(separator: " ").filter { $0 != "-D" }.map(String.init)
    return [fields[0], fields[1]] + properties.sorted()
  }

  private static func line(_ result: Result<MemoryTable, MemoryFailure>) -> String {
    switch result {
    case .success(let table):
      "ok\t" + table.jvmParameters.joined(separator: " ") + "\t"
        + table.properties.map { "-D \($0.key)=\($0.value)" }.joined(separator: " ")
    case .failure(let failure): "no\t" + failure.messages.joined(separator: "\t")
    }
  }

  private func answers(of run: Run, to files: [String]) throws -> [String] {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "flinkdoctor-memory-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(files.map { $0 + "%%\n" }.joined().utf8).write(to: file)
    let output = try run.distribution.oracle(
      "MemoryOracle", [file.path(percentEncoded: false), run.dialect.fileName])
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

import Diagnosis
import FlinkConfiguration
import FoundationEssentials
import Rules
import TestSupport
import Testing

/// Configurations that people run: nothing in them is an error unless that Flink stumbles over it.
@Suite(.enabled(if: Corpus.isThere, "the corpus is not beside the checkout"))
struct CorpusTests {
  @Test(
    arguments: FlinkDistribution.available.filter {
      ["1.12.5", "1.18.1", "1.20.5"].contains($0.version)
    })
  func `every error is one of that Flink's own`(flink: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(flink.version))
    try Shell.withTemporaryFolder { folder in
      var errors: [CheckResult] = []
      var questions: [String] = []
      for file in try Corpus.files() {
        let conf = folder.appending(path: file.name)
        try FileManager.default.createDirectory(at: conf, withIntermediateDirectories: true)
        try Data(file.bytes).write(to: conf.appending(path: "flink-conf.yaml"))
        for error in Corpus.errors(in: file.bytes, path: file.name, version) {
          errors.append(error)
          let question = error.id.hasPrefix("FD5") ? "memory" : "load"
          questions.append("\(question)\t\(conf.path)\t\(error.key ?? "")")
        }
      }
      guard !questions.isEmpty else { return }
      let list = folder.appending(path: "questions")
      try Data((questions.joined(separator: "\n") + "\n").utf8).write(to: list)
      let answers = try flink.oracle("EnforcedOracle", [list.path])
        .split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
      #expect(answers.count == questions.count)
      for (error, answer) in zip(errors, answers) {
        // Not in Flink's configuration, or there and read by no option: the line has no effect.
        #expect(
          answer != "ok read",
          "\(error.location?.path ?? ""):\(error.location?.range?.start.line ?? 0) \(error.id) \(error.message)"
        )
      }
    }
  }

  @Test
  func `the corpus is judged without a trap under every version`() throws {
    for file in try Corpus.files() {
      for version in FlinkVersion.known {
        _ = Corpus.errors(in: file.bytes, path: file.name, version)
      }
    }
  }
}

/// The public configuration files beside the checkout.
private enum Corpus {
  static let folder = Repository.path("../shared/corpus")

  static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

  static func files() throws -> [(name: String, bytes: [UInt8])] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".yaml") }
    try #require(names.count == 30)
    return try names.map { name in
      (name, try [UInt8](Data(contentsOf: URL(filePath: folder + "/" + name))))
    }
  }

  static func errors(
    in bytes: [UInt8], path: String, _ version: FlinkVersion
  ) -> [CheckResult] {
    let reading = ConfigurationReading(
      bytes: bytes, dialect: version < FlinkVersion(2, 0) ? .flat : .standard, path: path)
    let exam = Examination(
      version: version, reading: reading, configuration: EffectiveConfiguration(reading))
    return Judge(rules: RuleRegistry.rules).judge(exam).results
      .filter { $0.status == .finding && $0.severity == .error }
  }
}

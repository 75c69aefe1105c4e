import Diagnosis
import Evidence
import FlinkConfiguration
import FoundationEssentials
import LogReading
import Rules
import TestSupport
import Testing

/// Logs of real clusters, each broken in one way: the first cause must be that one.
struct LogCauseTests {
  /// The folder in `Tests/Logs`, and the rule whose finding must come first.
  private static let causes = [
    "a-unresolvable-1.12.5": "FD7007",
    "akka-pekko-1.20.5": "FD7008",
    "alias-2.3.0": "FD7008",
    "b1-refused-1.12.5": "FD7002",
    "b2-dropped-1.20.5": "FD7003",
    "c-jm-killed-1.12.5": "FD7801",
    "checkpoint-dir-1.20.5": "FD7607",
    "checkpoint-fails-1.20.5": "FD7608",
    "checkpoint-no-plugin-1.20.5": "FD7607",
    "d-tm-frozen-1.12.5": "FD7802",
    "data-port-dropped-1.20.5": "FD7205",
    "data-port-in-use-1.12.5": "FD7209",
    "data-port-in-use-2.3.0": "FD7202",
    "direct-memory-2.3.0": "FD7307",
    "disk-full-1.20.5": "FD7311",
    "duplicate-address-1.12.5": "FD7005",
    "e-tm-localhost-1.20.5": "FD7206",
    "entry-class-2.3.0": "FD7508",
    "f-alias-1.12.5": "FD7008",
    "framesize-tm-2.3.0": "FD7805",
    "g2-framesize-tm-1.12.5": "FD7012",
    "h-tm1.14.6-on-jm-1.12.5": "FD7504",
    "ha-no-directory-2.3.0": "FD7609",
    "ha-no-hadoop-1.12.5": "FD7609",
    "ha-one-sided-1.20.5": "FD7807",
    "incident-2025-01-01-1.12": "FD7801",
    "jm-bind-localhost-1.17.2": "FD7811",
    "jm-dropped-2.3.0": "FD7003",
    "jm-frozen-1.20.5": "FD7802",
    "jm-killed-2.3.0": "FD7801",
    "job-class-missing-1.17.2": "FD7508",
    "job-exit-1.20.5": "FD7812",
    "job-heap-1.20.5": "FD7305",
    "job-library-1.20.5": "FD7513",
    "job-stuck-1.20.5": "FD7315",
    "job-throw-2.3.0": "FD7316",
    "main-throws-1.12.5": "FD7318",
    "metaspace-1.12.5": "FD7306",
    "network-buffers-1.20.5": "FD7402",
    "no-slots-1.20.5": "FD7401",
    "open-files-1.20.5": "FD7310",
    "other-minor-1.20.5": "FD7503",
    "partition-2.3.0": "FD7803",
    "port-in-use-1.12.5": "FD7201",
    "read-only-2.3.0": "FD7813",
    "registration-timeout-2.3.0": "FD7002",
    "savepoint-absent-1.20.5": "FD7616",
    "source-refused-1.20.5": "FD7316",
    "tls-one-side-1.20.5": "FD7808",
    "tm-frozen-1.20.5": "FD7802",
    "tm-killed-1.20.5": "FD7801",
    "tm-killed-restarted-1.20.5": "FD7801",
    "tm-localhost-1.12.5": "FD7005",
    "zookeeper-absent-1.20.5": "FD7606",
    "zookeeper-lost-1.20.5": "FD7604",
  ]

  /// Stops that were meant, a TaskManager that came back, a JobManager that came late.
  private static let healthy = [
    "jm-late-1.20.5",
    "jm-term-1.12.5",
    "job-cancelled-2.3.0",
    "job-finished-1.20.5",
    "job-savepoint-stop-1.12.5",
    "planned-stop-1.12.5",
    "planned-stop-1.20.5",
    "planned-stop-2.3.0",
    "tm-restarted-1.20.5",
  ]

  @Test(arguments: causes.keys.sorted())
  func `the cause comes first`(name: String) throws {
    let (results, diagnosis) = try judge(name)
    let first = try #require(diagnosis.first, "\(results.map(\.message))")
    let cause = try #require(results.first { $0.fingerprint == first.cause })
    #expect(cause.id == Self.causes[name], "\(cause.message)")
    #expect(cause.severity == .error, "\(cause.message)")
  }

  @Test(arguments: causes.keys.sorted())
  func `one cause explains the rest`(name: String) throws {
    let (results, _) = try judge(name)
    let causes = results.filter { $0.status == .finding && $0.cause == nil }
    #expect(causes.count { $0.severity == .error } == 1, "\(causes.map(\.message))")
  }

  @Test(arguments: healthy)
  func `what was meant is no more than info`(name: String) throws {
    for results in [try judge(name).0, try judgeOnNodes(name)] {
      let graver = results.filter { $0.status == .finding && $0.severity != .info }
      #expect(graver.isEmpty, "\(graver.map(\.message))")
    }
  }

  @Test(arguments: causes.keys.sorted())
  func `with each process on a node of its own it is the same`(name: String) throws {
    func told(_ results: [CheckResult]) -> [String] {
      let ids = Dictionary(results.map { ($0.fingerprint, $0.id) }) { first, _ in first }
      return results.filter { $0.status == .finding }.map {
        "\($0.severity?.rawValue ?? "") \($0.id) of \($0.cause.flatMap { ids[$0] } ?? "-"): \($0.message)"
      }.sorted()
    }
    #expect(told(try judgeOnNodes(name)) == told(try judge(name).0))
  }

  @Test
  func `every folder of logs is one of these`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root)
      .filter { $0 != "README.md" }
    #expect(folders.sorted() == (Self.causes.keys + Self.healthy).sorted())
  }

  /// The page that tells of it lists twelve things to check; the logs tell one.
  @Test
  func `the incident of 2025-01-01 is told as one sentence and one thing to do`() throws {
    let (results, diagnosis) = try judge("incident-2025-01-01-1.12")
    #expect(diagnosis.count == 1)
    let cause = try #require(results.first { $0.fingerprint == diagnosis.first?.cause })
    for part in [
      "its process or host most likely went away at 09:24:06.449",
      "both its actor systems broke off within a millisecond", "its own log ends",
      "without a line of a stop", "The logs given end there too",
    ] {
      #expect(cause.message.contains(part), "\(cause.message)")
    }
    let fix = try #require(cause.fix?.text)
    #expect(fix.contains("kubectl describe pod") && fix.contains("flinkdoctor probe"), "\(fix)")
  }

  @Test
  func `what is dropped for its address is told apart by what differs`() throws {
    for (name, fix) in [
      ("akka-pekko-1.20.5", "run the same Flink release"),
      ("alias-2.3.0", "write the same `jobmanager.rpc.address`"),
    ] {
      let (results, _) = try judge(name)
      let found = try #require(results.first { $0.id == "FD7008" && $0.status == .finding })
      #expect(found.fix?.text.hasPrefix(fix) == true, "\(name): \(found.fix?.text ?? "")")
    }
  }

  private static let root = Repository.path("Tests/Logs")

  private static let rules = RuleRegistry.rules.filter { $0.card.family == .logs }

  private func judge(_ name: String) throws -> ([CheckResult], [RootCause]) {
    Judge(rules: Self.rules).judge(Self.exam(of: try logs(name)))
  }

  /// As `check --from` judges what `check --save` wrote on each node.
  private func judgeOnNodes(_ name: String) throws -> [CheckResult] {
    let processes = Dictionary(grouping: try logs(name)) { $0.path.prefix { $0 != "." } }
    let nodes = processes.sorted { $0.key < $1.key }.map { process, logs in
      NodeExamination(
        name: String(process),
        exam: Self.exam(of: logs.map { ("\(process):/log/\($0.path)", $0.bytes) }))
    }
    let judge = Judge(rules: Self.rules)
    return Judgement.concluding(judge.verdicts(on: nodes)).results.flatMap(\.self)
  }

  private func logs(_ name: String) throws -> [(path: String, bytes: [UInt8])] {
    let folder = Self.root + "/" + name
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { file in
      (path: file, bytes: [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + file))))
    }
  }

  private static func exam(of logs: [(path: String, bytes: [UInt8])]) -> Examination {
    let patterns = rules.map { $0.card }.filter { !$0.literals.isEmpty }
      .map { LogPattern(id: $0.id, literals: $0.literals) }
    let reading = ConfigurationReading(bytes: [], dialect: .flat, path: "flink-conf.yaml")
    var exam = Examination(
      version: FlinkVersion(1, 20), versions: .all, reading: reading,
      configuration: EffectiveConfiguration(reading))
    exam.evidence.logs = LogReader.evidence(
      of: logs, patterns: patterns, LogReadingOptions(zone: 0))
    return exam
  }
}

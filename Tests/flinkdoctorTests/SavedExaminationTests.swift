import Foundation
import TestSupport
import Testing

/// What `--save` wrote on a node is judged by `--from` as it was judged there.
@Suite struct SavedExaminationTests {
  static let secrets = [
    "hunter2-very-secret", "Tr0ub4dor", "comment-secret-1", "dropped-secret-2",
    "java-secret-3", "env-secret-4", "set-secret-5", "jaas-secret-6",
  ]
  private static let configuration = """
    jobmanager.rpc.address: jobmanager.invalid
    taskmanager.host: localhost
    security.ssl.internal.enabled: true
    security.ssl.internal.keystore: /no/such/store
    security.ssl.internal.keystore-password: Tr0ub4dor#3 # was comment-secret-1
    s3.secret-key: hunter2-very-secret
    # s3.secret-key: comment-secret-1
    s3.secret.key:dropped-secret-2
    env.java.opts.all: -Djavax.net.ssl.keyStorePassword=java-secret-3 -XX:+UseG1GC
    akka.ask.timeout: 60
    env.java.home: /opt/jdk-11
    """

  @Test func theReportIsTheSameAsOnTheNode() throws {
    try Self.withHome { home, file in
      let told = try Self.check(
        home.path, "--save", file, "--set", "heartbeat.timeout=5000",
        "--timeout", "500ms", "--deadline", "4s")
      let again = try Program.flinkdoctor("check", "--from", file, "--format", "json")
      #expect(again.status == told.status, "\(again.complaints)")
      #expect(Self.lasting(again.output) == Self.lasting(told.output))
      #expect(told.output.contains("\"FD7"))
      #expect(told.output.contains("\"heartbeat.timeout\""))
      #expect(told.output.contains("In lib/ udf.jar was compiled for Java 17"))
    }
  }

  @Test func ofSeveralNodesALogSaysWhoseItIs() throws {
    try Self.withHome { home, file in
      _ = try Self.check(home.path, "--save", file, "--timeout", "500ms", "--deadline", "4s")
      let other = home.appending(path: "other.json").path
      try FileManager.default.copyItem(atPath: file, toPath: other)
      let run = try Program.flinkdoctor("check", "--from", file, other, "--format", "short")
      let places = run.output.split(separator: "\n").filter { $0.contains("[FD7") }
        .map { $0.prefix { $0 != " " } }
      let names = [file, other].map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
      #expect(!places.isEmpty, "\(run.output)\(run.complaints)")
      for place in places {
        #expect(names.contains { place.hasPrefix("\($0):/") }, "\(place)")
      }
    }
  }

  @Test(arguments: ["examples/incident", "examples/conf-dir"])
  func soAreTheReportsOfTheExamples(path: String) throws {
    try Shell.withTemporaryFolder { folder in
      let file = folder.appending(path: "exam.json").path
      let told = try Self.check(path, "--static", "--flink-version", "1.15-1.18", "--save", file)
      let again = try Program.flinkdoctor("check", "--from", file, "--format", "json")
      #expect(Self.lasting(again.output) == Self.lasting(told.output))
    }
  }

  @Test func noSecretIsInTheFile() throws {
    try Self.withHome { home, file in
      let properties = "s3.secret-key: env-secret-4\nrest.port: 8082\n"
      let told = try Program.flinkdoctor(
        "check", home.path, "--static", "--properties-from-env", "--format", "json", "--save",
        file, "--set", "security.ssl.internal.key-password=set-secret-5", "--set",
        "env.java.opts=-Dpassword=jaas-secret-6",
        environment: ["FLINK_PROPERTIES": properties])
      let saved = try String(contentsOfFile: file, encoding: .utf8)
      for secret in Self.secrets { #expect(!saved.contains(secret), "\(secret)") }
      #expect(saved.contains("taskmanager.host: localhost"))
      #expect(saved.contains("-XX:+UseG1GC"))
      let again = try Program.flinkdoctor("check", "--from", file, "--format", "json")
      #expect(Self.lasting(again.output) == Self.lasting(told.output))
    }
  }

  @Test(arguments: [
    ("", "is empty"), ("noise", "is no JSON"), ("[1, 2]", "no examination"),
    ("{}", "no examination"),
    ("{\"format\": 3}", "no examination"), ("{\"results\": []}", "is a report"),
    (
      "{\"format\": \"flinkdoctor examination\", \"schemaVersion\": 99, \"tool\": {\"version\": \"9.1\"}}",
      "schema version 99, saved by flinkdoctor 9.1"
    ),
    ("{\"format\": \"flinkdoctor examination\", \"schemaVersion\": 1}", "is damaged: "),
    ("{\"format\": \"flinkdoctor examination\", \"schemaVersion\": 1, \"tool\"", "is cut off"),
  ])
  func whatIsNoExaminationIsSaidSo(text: String, said: String) throws {
    try Shell.withTemporaryFolder { folder in
      let file = folder.appending(path: "exam.json").path
      try Data(text.utf8).write(to: URL(filePath: file))
      let run = try Program.flinkdoctor("check", "--from", file)
      #expect(run.status == 2)
      #expect(
        run.complaints.contains("\(file): ") && run.complaints.contains(said), "\(run.complaints)")
      #expect(run.output.isEmpty)
    }
  }

  /// The frozen file with a byte, a number or a member gone: a message, and never a trap.
  @Test func damageIsNoTrap() throws {
    let frozen = Array(try Data(contentsOf: URL(filePath: Repository.path(Self.frozen))))
    try Shell.withTemporaryFolder { folder in
      let file = folder.appending(path: "exam.json").path
      var random = Seeded()
      for turn in 0..<60 {
        var bytes = frozen
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch turn % 3 {
        case 0: bytes.removeLast(bytes.count - at)
        case 1: bytes[at] = UInt8.random(in: 0x20...0x7E, using: &random)
        default:
          // A number becomes the largest one.
          let digit = bytes[at...].firstIndex { 0x30...0x39 ~= $0 } ?? at
          bytes.replaceSubrange(digit...digit, with: Array("9223372036854775807".utf8))
        }
        try Data(bytes).write(to: URL(filePath: file))
        let run = try Program.flinkdoctor("check", "--from", file, "--format", "json")
        #expect(
          !run.wasKilled && [0, 1, 2].contains(run.status),
          "turn \(turn) at \(at): \(run.complaints)")
      }
    }
  }

  @Test func noiseWithoutEndIsRefusedByItsSize() throws {
    try Shell.withTemporaryFolder { folder in
      let file = folder.appending(path: "noise.json")
      try Data().write(to: file)
      let handle = try FileHandle(forWritingTo: file)
      try handle.truncate(atOffset: 1 << 30)
      let run = try Program.flinkdoctor("check", "--from", file.path)
      #expect(run.status == 2)
      #expect(run.complaints.contains("no examination is over 64 MiB"), "\(run.complaints)")
    }
  }

  @Test(arguments: [
    (["--from"], "--from needs the files"), (["--save", "x", "a", "b"], "--save takes one PATH"),
    (["--from", "a", "--set", "b=c"], "--set has no place beside --from"),
    (["--from", "/no/such.json"], "no such file"),
  ])
  func contradictionsAreRefused(arguments: [String], said: String) throws {
    let run = try Program.run(Program.flinkdoctor, ["check"] + arguments)
    #expect(run.status == 2)
    #expect(run.complaints.contains(said), "\(run.complaints)")
  }

  /// The report comes all the same.
  @Test func whereNothingCanBeSavedIsSaidSo() throws {
    let run = try Program.flinkdoctor(
      "check", "--static", "--flink-version", "1.20", "examples/healthy/1.20", "--save",
      "/no/such/folder/exam.json")
    #expect(run.status == 4)
    #expect(run.complaints.contains("--save: /no/such/folder/exam.json"), "\(run.complaints)")
    #expect(run.output.contains("no findings"))
  }

  static let frozen = "Tests/flinkdoctorTests/Saved/version-1.json"

  /// A field that was added since must be optional.
  @Test func theFrozenFileOfSchemaVersionOneIsRead() throws {
    let run = try Program.flinkdoctor("check", "--from", Self.frozen, "--format", "json")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
      "\(run.complaints)")
    let results = try #require(report["results"] as? [[String: Any]])
    let found = results.filter { $0["status"] as? String == "finding" }
      .compactMap { $0["id"] as? String }
    #expect(found.contains("FD2001"), "\(found)")
    #expect((report["node"] as? [String: Any])?["hostname"] as? String == "tm1")
  }

  // MARK: The means

  private static func check(_ arguments: String...) throws -> Program {
    try Program.run(Program.flinkdoctor, ["check", "--format", "json"] + arguments)
  }

  /// A report without its times of day.
  private static func lasting(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter {
      !$0.contains("\"startedAt\"") && !$0.contains("\"durationMs\"")
    }
  }

  /// A FLINK_HOME with a log of Flink 1.12.5 that tells of trouble, and where to save.
  private static func withHome(_ body: (URL, String) throws -> Void) throws {
    try Shell.withTemporaryFolder { home in
      for folder in ["conf", "lib", "log"] {
        try FileManager.default.createDirectory(
          at: home.appending(path: folder), withIntermediateDirectories: true)
      }
      try Data(configuration.utf8).write(to: home.appending(path: "conf/flink-conf.yaml"))
      try Data("tm1\ntm2\n".utf8).write(to: home.appending(path: "conf/workers"))
      try Data().write(to: home.appending(path: "lib/flink-dist-1.17.2.jar"))
      let jar = """
        import sys, zipfile
        with zipfile.ZipFile(sys.argv[1], "w") as jar:
            jar.writestr("A.class", bytes([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61]))
        """
      _ = try Shell.output(
        ofWords: ["python3", "-c", jar, home.appending(path: "lib/udf.jar").path])
      let stamp = DateFormatter()
      stamp.dateFormat = "yyyy-MM-dd HH:mm:ss,SSS"
      let line = """
        \(stamp.string(from: Date(timeIntervalSinceNow: -10))) WARN  \
        akka.remote.ReliableDeliverySupervisor [] - Association with remote system \
        [akka.tcp://flink@jobmanager.invalid:6123] has failed, address is now gated for [50] ms. \
        Reason: [Association failed with [akka.tcp://flink@jobmanager.invalid:6123]] Caused by: \
        [java.net.ConnectException: Connection refused: jobmanager.invalid/10.9.12.1:6123]

        """
      try Data(line.utf8).write(
        to: home.appending(path: "log/flink-root-taskexecutor-0-tm1.log"))
      try body(home, home.appending(path: "exam.json").path)
    }
  }
}

/// The same damage in every run (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  private var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

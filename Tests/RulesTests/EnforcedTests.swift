import Diagnosis
import FlinkConfiguration
import FoundationEssentials
import Rules
import TestSupport
import Testing

/// What the rules call refused by Flink is what the real classes refuse, in the same words, and nothing else.
@Suite
struct EnforcedTests {
  @Test(arguments: EnforcedCase.flinks)
  func `the real classes refuse what the rules say they refuse`(flink: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(flink.version))
    let cases = EnforcedCase.generated(for: version)
    #expect(cases.count > 250)
    let answers = try ask(flink, cases.map(\.question))
    #expect(answers.count == cases.count)
    for (asked, answer) in zip(cases, answers) {
      let verdict = asked.refusal(version)
      let shown: Comment = "\(asked.question): Flink \(answer), the rule \(verdict ?? "silent")"
      #expect((verdict != nil) == answer.hasPrefix("refused"), shown)
      guard let verdict, asked.quotes else { continue }
      #expect(verdict.contains(answer.dropFirst("refused ".count)), shown)
    }
  }

  @Test(arguments: EnforcedCase.flinks)
  func `Java finds a host in the address where the rule says so`(flink: FlinkDistribution) throws {
    let hosts = EnforcedCase.hosts
    let answers = try ask(flink, hosts.map { "url\t\($0)" })
    for (host, answer) in zip(hosts, answers) {
      #expect(HostName.isReadByURI(host) == answer.hasPrefix("ok"), "\(host): \(answer)")
    }
  }

  @Test(arguments: EnforcedCase.flinks)
  func `high availability is on where the rule says so`(flink: FlinkDistribution) throws {
    let version = try #require(FlinkVersion(flink.version))
    let texts = [
      "none", "NONE", "None", "standalone", "STANDALONE", "zookeeper", "ZooKeeper", "kubernetes",
      "KUBERNETES", "zk", "", "filesystem", "org.x.Factory", "factory_class", "none ",
    ]
    let key = HighAvailabilityMode.key(in: version)
    let answers = try ask(flink, texts.map { "mode\t\(key)=\($0)" })
    for (text, answer) in zip(texts, answers) {
      let mode =
        switch HighAvailabilityMode(text, version: version) {
        case .none: "NONE"
        case .zookeeper: "ZOOKEEPER"
        case .kubernetes: "KUBERNETES"
        case .factory: "FACTORY_CLASS"
        }
      #expect(answer == "ok \(mode)", "\(text)")
    }
  }

  private func ask(_ flink: FlinkDistribution, _ questions: [String]) throws -> [String] {
    try Shell.withTemporaryFolder { folder in
      let list = folder.appending(path: "questions")
      try Data((questions.joined(separator: "\n") + "\n").utf8).write(to: list)
      return try flink.oracle("EnforcedOracle", [list.path])
        .split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}

/// Settings, the check of Flink that reads them, and the rule that knows that check.
private struct EnforcedCase {
  let check: String
  let rule: String
  let settings: [(String, String)]
  /// Whether the rule's message holds Flink's, to the letter.
  var quotes = true

  var question: String {
    ([check] + settings.map { "\($0.0)=\($0.1)" }).joined(separator: "\t")
  }

  /// The message of the finding that keeps Flink from starting; nil where the rule has none.
  func refusal(_ version: FlinkVersion) -> String? {
    let reading = ConfigurationReading(bytes: [], dialect: .flat, path: "flink-conf.yaml")
    let exam = Examination(
      version: version, role: .taskManager, reading: reading,
      configuration: EffectiveConfiguration(
        reading, settings: settings.map { (key: $0.0, value: $0.1) }))
    guard let rule = RuleRegistry.rules.first(where: { $0.card.id == self.rule }) else {
      return nil
    }
    let verdicts = (try? rule.init().judge(exam)) ?? []
    return verdicts.first { $0.keepsFromStarting }?.message
  }

  /// The releases between which the checks changed.
  static let flinks = FlinkDistribution.available.filter {
    ["1.12.5", "1.17.2", "1.18.1", "1.20.5", "2.3.0"].contains($0.version)
  }

  static let hosts = [
    "jm1", "my_host", "jm-1", "-jm", "jm-", "3f2a", "a.1b", "1.2.3", "1.2.3.4", "256.1.1.1",
    "a.b.c",
    "a..b", "x,y", "a b", "[::1]", "[2001:db8::1]", "jm1.example.org", "0.0.0.0", "${X}", "a.b-c",
    "1a.b", "a.b1", "ä", "jm+1", "1", "12", "a-.b", "a.-b",
  ]

  static func generated(for version: FlinkVersion) -> [EnforcedCase] {
    var cases: [EnforcedCase] = []
    // Negative times are Long only up to 1.19; later no text of them is read at all.
    let isLong = version < FlinkVersion(1, 20)
    let times = ["0", "1", "999", "10000", "49999", "50000", "50001", "600000"]
    let odd = isLong ? ["-1", "-10000"] : []
    for interval in times + odd {
      for timeout in times + odd {
        cases.append(
          EnforcedCase(
            check: "heartbeat", rule: "FD4101",
            settings: [("heartbeat.interval", interval), ("heartbeat.timeout", timeout)]))
      }
      cases.append(
        EnforcedCase(
          check: "heartbeat", rule: "FD4101", settings: [("heartbeat.interval", interval)]))
      cases.append(
        EnforcedCase(
          check: "heartbeat", rule: "FD4101", settings: [("heartbeat.timeout", interval)]))
    }
    for threshold in ["-3", "-2", "-1", "0", "1", "2", "100"] {
      for interval in ["1000", "50000", "60000"] {
        cases.append(
          EnforcedCase(
            check: "heartbeat", rule: "FD4101",
            settings: [
              ("heartbeat.rpc-failure-threshold", threshold), ("heartbeat.interval", interval),
            ]))
      }
    }
    let registration = [
      "cluster.registration.initial-timeout", "cluster.registration.max-timeout",
      "cluster.registration.error-delay", "cluster.registration.refused-registration-delay",
    ]
    for option in registration {
      for time in times + odd {
        cases.append(
          EnforcedCase(check: "registration", rule: "FD4302", settings: [(option, time)]))
        for other in registration where other > option {
          cases.append(
            EnforcedCase(
              check: "registration", rule: "FD4302", settings: [(option, time), (other, "1000")]))
          cases.append(
            EnforcedCase(
              check: "registration", rule: "FD4302", settings: [(option, "1000"), (other, time)]))
        }
      }
    }
    for port in -2...2 {
      for base in [0, 6123, 65535] {
        cases.append(
          EnforcedCase(
            check: "address", rule: "FD3104",
            settings: [
              ("jobmanager.rpc.address", "jm1"), ("jobmanager.rpc.port", "\(base + port)"),
            ], quotes: false))
      }
    }
    cases.append(EnforcedCase(check: "address", rule: "FD2102", settings: [], quotes: false))
    cases.append(
      EnforcedCase(
        check: "address", rule: "FD2102", settings: [("jobmanager.rpc.address", "jm1")]))
    // The file exists on every machine with a shell.
    let logins: [[(String, String)]] = [
      [], [("security.kerberos.login.principal", "p")],
      [("security.kerberos.login.keytab", "/bin/sh")],
      [
        ("security.kerberos.login.keytab", "/bin/sh"), ("security.kerberos.login.principal", "p"),
      ],
      [("security.kerberos.login.keytab", " ")], [("security.kerberos.login.principal", "")],
    ]
    for login in logins {
      cases.append(EnforcedCase(check: "kerberos", rule: "FD4503", settings: login))
    }
    let key = HighAvailabilityMode.key(in: version)
    for storage in ["", "/x", "hdfs:///x", "relative", "file:///x"] {
      cases.append(
        EnforcedCase(
          check: "storage", rule: "FD6102",
          settings: [(key, "zookeeper"), ("high-availability.storageDir", storage)], quotes: false))
    }
    return cases
  }
}

import Diagnosis
import Evidence
import FlinkConfiguration
import Reports
import TestSupport
import Testing

/// What the commands other than `check` show, held as files.
@Suite struct PageTests {
  static let version = FlinkVersion(1, 18)

  static let card = RuleCard(
    id: "FD2104", name: "task-manager-host-is-reachable", severity: .error,
    title: "taskmanager.host is an address that other machines can reach",
    why: """
      A TaskManager registers under taskmanager.host as it stands, without a check. With a \
      loopback name there the JobManager and the other TaskManagers connect to themselves.
      """,
    fix: "Delete the line, or write each machine's own name.",
    sources: ["org.apache.flink.runtime.taskexecutor.TaskManagerRunner (1.18.1)"],
    versions: FlinkVersionRange(from: FlinkVersion(1, 12), to: .newest),
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: ↓localhost\n", seen: [.topology(.several)]),
      .finding(
        "taskmanager:\n  主机: x\n  host: ↓tm1", .warning, dialect: .standard,
        seen: [
          .name("tm1", resolvesTo: "127.0.1.1"), .node("tm1", addresses: "127.0.0.1", "10.0.0.2"),
          .file("workers", "tm1\ntm2\n"), .dial("jm1", 6123, .refused, address: "10.0.0.1"),
        ]),
      .healthy("taskmanager.host: localhost", seen: [.topology(.single), .role(.taskManager)]),
      .unknown("taskmanager.host: tm1", seen: [.name("tm1", .timedOut), .firewall]),
    ])

  static let clockCard = RuleCard(
    id: "FD9001", name: "clock-is-right", severity: .info, title: "the clocks agree", why: "…",
    fix: "…", sources: [], literals: ["clock skew"], examples: [])

  static let flat = effective(
    """
    jobmanager.rpc.address: jm1
    taskmanager.host:localhost
    taskmanager.host: localhost
    s3.secret-key: hunter2
    s3.password hunter2
    s3.password=hunter2
    taskmanager.host: tm1
    taskmanager.memory.process.size: 1728m
    jobmanager.memory.process.size: 100m
    """, .flat, settings: [("rest.port", "8082")])

  static let standard = effective(
    """
    jobmanager:
      rpc:
        port: 6123
    rest.port: ~
    """, .standard)

  static let pages: [(name: String, page: any Page)] =
    [
      ("rules", RulesPage([clockCard, card])),
      ("rule", RulePage(card)),
      ("effective.flat", flat),
      ("effective.standard", standard),
      ("ports", ports),
    ]
    + [
      "taskmanager.host", "akka.ask.timeout", "heartbeat.interval", "web.port",
      "s3.access-key", "jobstore.type", "env.java.opts", "security.ssl.enabled", "path",
      "jobmanager.web.history", "jobmanager.heap.mb", "job.autoscaler.enabled",
      "config.yaml", "taskmanager.network.memory.min", "pipeline.jars",
      "execution.checkpointing.dir",
      "high-availability.type",
    ].compactMap { key in
      OptionPage(key, version: version, cards: [clockCard, card]).map { ("option.\(key)", $0) }
    }

  @Test(arguments: pages.map(\.name)) func isAsItWas(_ name: String) throws {
    let page = try #require(Self.pages.first { $0.name == name }?.page)
    let golden = "Tests/ReportsTests/Golden/Pages/\(name)"
    expectGolden(page.text(RenderingOptions(width: 80)), golden + ".txt")
    expectGolden(page.json, golden + ".json")
  }

  @Test(.enabled(if: PythonTools.areAvailable, "run Tests/python-tools"))
  func jsonIsByItsSchema() throws {
    let pages = Self.pages.map(\.page) + [OptionsPage(version: Self.version)]
    let found = try problems(pages.map(\.json), "json", schema: ReportSchema.document)
    #expect(found.isEmpty, "\(found)")
  }

  @Test func aKeyOfNoVersionHasNoPage() {
    #expect(OptionPage("taskmanager.hots", version: Self.version, cards: []) == nil)
  }

  @Test func effectiveShowsNoSecret() {
    #expect(!Self.flat.text().contains("hunter2"))
    #expect(!Self.flat.json.contains("hunter2"))
  }

  static let ports = PortsPage(
    PortPlan(version: VersionInForce(version)) { key in
      ["taskmanager.rpc.port": "50100-50200", "rest.port": "8082"][key]
    }, version: version)

  private static func effective(
    _ text: String, _ dialect: Dialect, settings: [(key: String, value: String)] = []
  ) -> EffectivePage {
    let path = dialect == .flat ? "conf/flink-conf.yaml" : "conf/config.yaml"
    let reading = ConfigurationReading(bytes: Array(text.utf8), dialect: dialect, path: path)
    let configuration = EffectiveConfiguration(reading, settings: settings)
    let version = FlinkVersion(1, 20)
    let memory = MemoryModel(
      configuration, version: VersionInForce(version), dialect: dialect)
    return EffectivePage(
      reading: reading, configuration: configuration, flinkVersion: FlinkVersionRange(version),
      jobManager: memory.jobManager(), taskManager: memory.taskManager())
  }
}

import Diagnosis
import FlinkConfiguration

/// A hand-made report with every feature of the contract, for the golden files.
enum SampleReport: String, CaseIterable {
  case everything
  case allIsWell
  case nothingKnown

  var report: CheckReport {
    switch self {
    case .everything: Self.full
    case .allIsWell: Self.healthy
    case .nothingKnown: Self.unread
    }
  }

  static let full = CheckReport(
    toolVersion: "0.1.0",
    inputs: [flat, standard],
    flinkVersion: FlinkVersionRange(from: FlinkVersion(1, 15), to: FlinkVersion(1, 19)),
    versionSource: "--flink-version",
    deployment: .standalone, topology: .several, role: .taskManager, hostname: "tm1.example.org",
    startedAt: "2026-11-22T17:36:38.125Z", durationMs: 12.3456,
    results: findings + others,
    diagnosis: [
      RootCause(
        cause: "00000000000000a1",
        summary: "taskmanager.host is a loopback name. Fix: taskmanager.host: tm1",
        explains: ["00000000000000a4"])
    ],
    cards: cards, secrets: ["hunter2", "a"])

  static let flat = CheckReport.Input(
    path: "conf/flink-conf.yaml", dialect: .flat,
    flinkVersion: FlinkVersionRange(from: FlinkVersion(1, 15), to: FlinkVersion(1, 18, patch: 1)),
    versionSource: "lib/flink-dist-1.18.1.jar",
    lines: [
      1: "jobmanager.rpc.address: jm1",
      2: "taskmanager.host: localhost",
      3: "\takka.ask.timeout: 10 s",
      4: "s3.secret-key: ******",
      5: "taskmanager.host: tm1",
      6: "env.java.opts: \(String(repeating: "-Dlong.option=\"数据\" ", count: 12))-XX:+UseG1GC "
        + "-Dtail=end",
    ], companions: ["conf/workers": [2: "tm1 # rack 3"]])

  static let standard = CheckReport.Input(
    path: "other conf/config.yaml", dialect: .standard,
    flinkVersion: FlinkVersionRange(FlinkVersion(1, 19)), versionSource: "config.yaml",
    lines: [1: "jobmanager:", 2: "  rpc:", 3: "    address: 地址\u{7}\u{1B}[31m # x"])

  /// All is well: one file, one version, nothing but passed checks.
  static let healthy = CheckReport(
    toolVersion: "0.1.0",
    inputs: [
      CheckReport.Input(
        path: "conf/flink-conf.yaml", dialect: .flat,
        flinkVersion: FlinkVersionRange(FlinkVersion(1, 18)), versionSource: "--flink-version")
    ],
    flinkVersion: FlinkVersionRange(FlinkVersion(1, 18)), versionSource: "--flink-version",
    deployment: .standalone, topology: .unknown, role: nil, hostname: nil,
    startedAt: "2026-11-22T17:36:38.000Z", durationMs: 4,
    results: [
      CheckResult(
        id: "FD1001", name: "file-is-read", title: "Flink reads the whole file",
        family: .configuration, status: .passed, subject: "file:flink-conf.yaml",
        versions: [FlinkVersion(1, 18)], fingerprint: "00000000000000c1")
    ],
    diagnosis: [], cards: [:])

  /// Nothing could be told: no file, no rule, only an unknown.
  static let unread = CheckReport(
    toolVersion: "0.1.0", inputs: [], flinkVersion: .all, versionSource: "unknown",
    deployment: .kubernetesNative, topology: .single, role: .client, hostname: "localhost",
    startedAt: "2026-02-28T23:59:59.999Z", durationMs: .infinity,
    results: [
      CheckResult(
        id: "FD9001", name: "clock-is-right", title: "the clocks agree", family: .versions,
        status: .unknown, subject: "clock", reason: "no peer answered \"in time\"",
        fingerprint: "00000000000000d1")
    ],
    diagnosis: [], cards: [:])

  private static let findings = [
    CheckResult(
      id: "FD2104", name: "task-manager-host-is-reachable",
      title: "taskmanager.host is an address that other machines can reach", family: .addresses,
      status: .finding, severity: .error,
      message: "taskmanager.host is localhost: every TaskManager registers under an address that "
        + "leads each peer to itself, so that the JobManager cannot deploy a task to it",
      subject: "key:taskmanager.host", versions: [FlinkVersion(1, 15), FlinkVersion(1, 16)],
      location: location("conf/flink-conf.yaml", 2, 19, 9),
      related: [
        RelatedLocation(location("conf/flink-conf.yaml", 5, 1, 16), "this line is not in force"),
        RelatedLocation(location("conf/workers", 2, 1, 3), "names another machine"),
        RelatedLocation(Location(path: "conf/masters"), "names this machine"),
      ],
      key: "taskmanager.host",
      evidence: [EvidenceLine(source: "hosts file", text: "127.0.0.1 localhost, in line 1")],
      fix: Fix(
        "taskmanager.host: tm1",
        edits: [
          Edit(
            path: "conf/flink-conf.yaml", range: TextRange(line: 2, column: 19, length: 9),
            text: "tm1")
        ]),
      fingerprint: "00000000000000a1"),
    CheckResult(
      id: "FD3101", name: "job-manager-port-answers", title: "the JobManager's port answers",
      family: .ports, status: .finding, severity: .error,
      message: "jm1:6123 (10.0.0.5) drops packets: a firewall stands between",
      subject: "port:jm1:6123", versions: [FlinkVersion(1, 15), FlinkVersion(1, 18)], key: nil,
      peer: Peer(host: "jm1", address: "10.0.0.5", port: 6123),
      evidence: [EvidenceLine(source: "dial", text: "no answer from 10.0.0.5:6123 in 3000 ms")],
      fix: Fix("nc -zv jm1 6123\nopen the port from every TaskManager to the JobManager"),
      fingerprint: "00000000000000a2"),
    CheckResult(
      id: "FD1110", name: "value-is-as-meant", title: "a value reaches Flink as it was meant",
      family: .configuration, status: .finding, severity: .error,
      message: "s3.secret-key: hunter2, with a comment sign in it, is cut at `a` | 100% sure",
      subject: "key:s3.secret-key", versions: FlinkVersionRange.all.versions,
      location: location("conf/flink-conf.yaml", 4, 16, 30), key: "s3.secret-key",
      fix: Fix(
        "s3.secret-key: hunter3",
        edits: [
          Edit(
            path: "conf/flink-conf.yaml", range: TextRange(line: 4, column: 16, length: 9),
            text: "s3.secret-key: hunter3")
        ]),
      fingerprint: "00000000000000a3"),
    CheckResult(
      id: "FD4003", name: "heartbeats-are-kept", title: "heartbeats arrive in time", family: .rpc,
      status: .finding, severity: .warning,
      message: "TaskManagers will be declared dead: their heartbeats go to themselves",
      subject: "key:heartbeat.timeout", versions: [FlinkVersion(1, 18)],
      location: location("conf/flink-conf.yaml", 3, 2, 16), cause: "00000000000000a1",
      fingerprint: "00000000000000a4"),
    CheckResult(
      id: "FD1203", name: "no-tabs", title: "no tab stands where YAML has blanks",
      family: .configuration, status: .finding, severity: .warning, message: "",
      subject: "line:3", versions: FlinkVersionRange.all.versions,
      location: location("conf/flink-conf.yaml", 3, 2, 25), fingerprint: "00000000000000a5"),
    CheckResult(
      id: "FD9004", name: "java-options-fit", title: "the JVM knows its options", family: .versions,
      status: .finding, severity: .info, message: "-XX:+UseG1GC is the default from Java 9 on",
      subject: "key:env.java.opts", versions: FlinkVersionRange.all.versions,
      location: location("conf/flink-conf.yaml", 6, 16 + 12 * 20, 12), key: "env.java.opts",
      fingerprint: "00000000000000a6"),
    CheckResult(
      id: "FD2001", name: "host-names-are-plain", title: "a host name is a host name",
      family: .addresses, status: .finding, severity: .info,
      message: "地址 is no host name;\u{7} a bell and \u{1B}[31m an escape sequence are in it\r\nand "
        + "a second line",
      subject: "key:jobmanager.rpc.address", versions: [FlinkVersion(1, 19)],
      location: location("other conf/config.yaml", 3, 14, 2), key: "jobmanager.rpc.address",
      fingerprint: "00000000000000a1"),
    CheckResult(
      id: "FD5001", name: "memory-is-set", title: "the process size is set", family: .memory,
      status: .finding, severity: .warning, message: "taskmanager.memory.process.size is not set",
      subject: "key:taskmanager.memory.process.size", versions: FlinkVersionRange.all.versions,
      location: Location(path: "other conf/config.yaml"), fingerprint: "00000000000000a7",
      suppressed: "set by the operator, see OPS-12"),
  ]

  private static let others = [
    CheckResult(
      id: "FD2201", name: "names-resolve", title: "every host name resolves", family: .addresses,
      status: .unknown, subject: "name:jm1", versions: FlinkVersionRange.all.versions,
      reason: "not looked up with --static", fingerprint: "00000000000000b1"),
    CheckResult(
      id: "FD3102", name: "rest-port-answers", title: "the REST port answers", family: .ports,
      status: .unknown, subject: "port:jm1:8081", versions: FlinkVersionRange.all.versions,
      reason: "not looked up with --static", fingerprint: "00000000000000b2"),
    CheckResult(
      id: "FD9001", name: "clock-is-right", title: "the clocks agree", family: .versions,
      status: .unknown, subject: "clock", reason: "no peer answered (name:jm1)",
      fingerprint: "00000000000000b3"),
    CheckResult(
      id: "FD6001", name: "high-availability-is-whole", title: "high availability is whole",
      family: .highAvailability, status: .skipped, subject: "key:high-availability.type",
      reason: "high availability is off", fingerprint: "00000000000000b4"),
    CheckResult(
      id: "FD1001", name: "file-is-read", title: "Flink reads the whole file",
      family: .configuration, status: .passed, subject: "file:flink-conf.yaml",
      versions: FlinkVersionRange.all.versions, fingerprint: "00000000000000b5"),
    CheckResult(
      id: "FD1001", name: "file-is-read", title: "Flink reads the whole file",
      family: .configuration, status: .passed, subject: "file:config.yaml",
      versions: FlinkVersionRange.all.versions,
      location: Location(path: "other conf/config.yaml"), fingerprint: "00000000000000b6"),
  ]

  private static let cards = Dictionary(
    uniqueKeysWithValues: (findings + others).reduce(into: [String: CheckResult]()) {
      known, result in
      known[result.id] = known[result.id] ?? result
    }.map { id, result in
      (
        id,
        RuleCard(
          id: id, name: result.name, severity: result.severity ?? .error, title: result.title,
          why: "What happens when it is not so: “\(result.title)”.", fix: "Write it, 100 %.",
          sources: ["org.apache.flink.Example (1.18.1)"], examples: [])
      )
    })

  private static func location(_ path: String, _ line: Int, _ column: Int, _ length: Int)
    -> Location
  {
    Location(path: path, range: TextRange(line: line, column: column, length: length))
  }
}

import TestSupport
import Testing

/// A cluster in which one node differs from the others or something broke, and what `check --from`
/// must say of all nodes together: one cause, whatever each of them sees of it.
struct NodesScenario: Sendable, CustomTestStringConvertible {
  let name: String
  var faults: [Fault]
  /// By how much a host's clock is wrong: `tm1=400`.
  var ahead: String?
  /// The finding, the node that it must name, and how grave it is.
  var finds: String
  var node: String
  var severity = "error"
  /// What the report calls the one cause of all errors, where that is not the finding.
  var cause: String?
  /// Errors of their own that come with the fault.
  var besides: Set<String> = []

  var testDescription: String { name }

  private static let hosts = "jm1,tm1,tm2"

  func prove(in lab: Lab) throws {
    let judged = lab.judgement(with: faults, name) { lab in
      try lab.check(nodes: Self.hosts, ahead: ahead)
    }
    guard let judgement = judged else { return }
    let found = judgement.findings.filter { $0.id == finds }
    let isNamed = found.contains { $0.severity == severity && $0.isAbout(node) }
    let others = judgement.alarms.filter { $0.id.hasPrefix("FD85") && $0.id != finds }
    let causes = judgement.causes.filter { $0.severity == "error" && !besides.contains($0.id) }
    let isOneCause = severity != "error" || causes.map(\.id) == [cause ?? finds]
    Results.note(
      lab.version, "several nodes: \(name)",
      found.isEmpty ? "no \(finds)" : finds,
      isAsExpected: isNamed && others.isEmpty && isOneCause)
    #expect(isNamed, "\(lab.version): \(judgement.findings)")
    #expect(others.isEmpty, "\(lab.version): \(others)")
    #expect(isOneCause, "\(lab.version): \(causes)")
  }

  /// No finding above info, and what was saved is judged as it was on the node.
  static func proveHealthy(in lab: Lab) throws {
    try lab.proveAgreed(["jm1", "tm1", "tm2"], "healthy")
    let told = try lab.run(
      "tm1",
      "\(Program.flinkdoctor) check /srv/flink/conf --format json --save /srv/told.json > /srv/told;"
        + " \(Program.flinkdoctor) check --from /srv/told.json --format json > /srv/again;"
        + " for file in told again; do grep -v 'startedAt\\|durationMs' /srv/$file > /srv/$file.kept;"
        + " done; diff /srv/told.kept /srv/again.kept && wc -l < /srv/told.kept")
    #expect(told.status == 0, "\(lab.version): \(told.output)\(told.complaints)")
  }
}

extension Lab {
  /// No finding above info about several nodes of a cluster that is well.
  func proveAgreed(_ hosts: [String], _ name: String) throws {
    let judgement = try check(nodes: hosts.joined(separator: ","))
    #expect(judgement.alarms.isEmpty, "\(version), \(name): \(judgement.alarms)")
    Results.note(
      version, "several nodes: \(name)", judgement, isAsExpected: judgement.alarms.isEmpty)
  }
}

extension NodesScenario {
  static let all: [NodesScenario] = [
    NodesScenario(
      name: "another spelling of the JobManager's address",
      faults: [.written(["jobmanager.rpc.address": "10.77.0.11"], on: "tm1")],
      finds: "FD8501", node: "tm1"),
    NodesScenario(
      name: "an old line in one hosts file",
      faults: [.forgotten("jm1", on: "tm1"), .hostsLine("10.77.0.12 jm1", on: "tm1")],
      finds: "FD8502", node: "tm1"),
    NodesScenario(
      name: "one node looks for a leader in ZooKeeper",
      faults: [
        .written(
          [
            "high-availability": "zookeeper", "high-availability.zookeeper.quorum": "zk:2181",
            "high-availability.storageDir": "file:///srv/ha",
          ], on: "tm1")
      ], finds: "FD8503", node: "tm1",
      // Nobody started a ZooKeeper.
      besides: ["FD3004"]),
    NodesScenario(
      name: "another heartbeat timeout",
      faults: [.written(["heartbeat.timeout": "40000"], on: "tm2")], finds: "FD8507", node: "tm2",
      severity: "warning"),
    NodesScenario(
      name: "another Flink", faults: [.runningNeighbour(on: "tm2")], finds: "FD8508", node: "tm2"),
    NodesScenario(
      name: "a jar more in lib/",
      faults: [
        .on("tm2", "touch /srv/flink/lib/extra.jar", undo: "rm /srv/flink/lib/extra.jar")
      ], finds: "FD8510", node: "tm2", severity: "warning"),
    NodesScenario(
      name: "one taskmanager.host for two",
      faults: [
        .written(["taskmanager.host": "tm1"], on: "tm1"),
        .written(["taskmanager.host": "tm1"], on: "tm2"),
      ], finds: "FD8511", node: "tm2"),
    NodesScenario(
      name: "another time on one node", faults: [], ahead: "tm1=400", finds: "FD8512",
      node: "tm1", cause: "FD9402"),
    NodesScenario(
      name: "the firewall drops one worker's way to the JobManager",
      faults: [
        .packets(into: "jm1", "ip saddr 10.77.0.21 tcp dport 6123", "drop"), .waited(12),
      ], finds: "FD3001", node: "tm1"),
    NodesScenario(
      name: "a TaskManager stands still", faults: [.frozen("tm1"), .waited(12)], finds: "FD9504",
      node: "tm1"),
    NodesScenario(
      name: "a job fails of its own code", faults: [.job("fails")], finds: "FD7316", node: "jm1"),
    NodesScenario(
      name: "a TaskManager was killed under a job, and is back",
      faults: [.job("runs"), .replaced("tm1"), .jobEnded], finds: "FD7801", node: "jm1"),
    NodesScenario(
      name: "a TaskManager is dead", faults: [.killed("tm1"), .waited(5)], finds: "FD3005",
      node: "jm1"),
    NodesScenario(
      name: "a TaskManager was started with another JobManager's address",
      faults: [.restarted("tm1", with: ["jobmanager.rpc.address": "jm2"])], finds: "FD8501",
      node: "tm1"),
    NodesScenario(
      name: "the JobManager is dead", faults: [.killed("jm1")], finds: "FD3010", node: "jm1"),
    // The last two: Akka logs such a frame, and that somebody spoke TLS, and checks read that for an
    // hour.
    NodesScenario(
      name: "another frame size",
      faults: [.written(["remote.framesize": "20971520b"], on: "tm1")], finds: "FD8506",
      node: "tm1"),
    NodesScenario(
      name: "TLS on one node", faults: [.stores, .written(["tls": "on"], on: "tm1")],
      finds: "FD8504", node: "tm1", besides: ["FD7012"]),
  ]
}

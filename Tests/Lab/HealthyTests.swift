import Foundation
import Testing

/// Clusters of other kinds, checked from every node: nothing to report above info.
///
/// The limit counts the wait for a place as well.
@Suite(.timeLimit(.minutes(120)))
struct HealthyTests {
  /// The ZooKeeper client of 1.12's lib/ does not work on Java 17, so 1.17 stands for Akka.
  static let kinds: [(version: String, kind: String, hosts: [String])] = [
    ("1.17.2", "ha", ["jm1", "jm2", "tm1", "client"]),
    ("1.20.5", "ha", ["jm1", "jm2", "tm1", "client"]),
    ("1.12.5", "tls", ["jm1", "tm1", "client"]),
    ("2.3.0", "tls", ["jm1", "tm1", "client"]),
    ("1.17.2", "single", ["jm1"]),
    ("2.3.0", "single", ["jm1"]),
    ("1.12.5", "ubuntu", ["jm1", "tm1", "client"]),
    ("1.20.5", "ubuntu", ["jm1", "tm1", "client"]),
    ("1.12.5", "ipv6", ["jm1", "tm1", "client"]),
    ("1.20.5", "ipv6", ["jm1", "tm1", "client"]),
  ]

  @Test(arguments: kinds)
  func nothingToReport(version: String, kind: String, hosts: [String]) async throws {
    try await Places.shared.withOne {
      let lab = try Lab(version, ["--kind", kind])
      try lab.proveHealthy(from: hosts, "healthy, \(kind)")
      let servers = hosts.filter { $0 != "client" }
      // The JobManager's clock is read inside TLS too, and those of both JobManagers.
      if kind != "single" { #expect(try lab.check(from: "tm1").passed.contains("FD9403")) }
      if servers.count > 1 { try lab.proveAgreed(servers, "healthy, \(kind)") }
      if kind == "ha" { try lab.proveHealthyAfterElection(from: hosts) }
    }
  }
}

extension Lab {
  /// From each node: no finding above info, and no line in anybody's log.
  func proveHealthy(from hosts: [String], _ name: String) throws {
    try mend()
    let before = try logLines()
    #expect(!before.isEmpty)
    var judgements: [(host: String, Judgement)] = []
    for host in hosts {
      let judgement = try check(from: host)
      #expect(judgement.alarms.isEmpty, "\(version), \(name), on \(host)")
      judgements.append((host, judgement))
    }
    // What a peer has to say about a visitor it says at once; a gate is shut after 50 ms.
    try run("client", "sleep 1")
    let after = try logLines()
    #expect(after == before, "\(version), \(name)")
    for (host, judgement) in judgements {
      Results.note(
        version, "\(name), from \(host)", judgement,
        isAsExpected: judgement.alarms.isEmpty && after == before)
    }
  }

  /// The leader was started again and another one leads: it is no fault that the TaskManagers have a
  /// connection left to one that waits, nor what the new leader's log says of it.
  func proveHealthyAfterElection(from hosts: [String]) throws {
    try self(["restart", "jm1"])
    try self(["wait"])
    try run("client", "sleep 15")
    try proveHealthy(from: hosts, "healthy, after an election")
  }

  /// A TaskManager that was started again is well: over which connection it talks then depends on who
  /// dialled first, and after a minute it is judged as one that has long been registered.
  func proveRestarted() throws {
    try self(["restart", "tm2"])
    try self(["wait"])
    try run("client", "sleep 61", limit: 90)
    try proveHealthy(from: ["jm1", "tm2"], "healthy, a TaskManager restarted")
    try proveAgreed(["jm1", "tm1", "tm2"], "healthy, a TaskManager restarted")
  }

  /// Many checks add no line to any log, and the job that runs meanwhile is not disturbed.
  func proveQuiet() throws {
    try mend()
    let job = try self(["job"]).trimmingCharacters(in: .whitespacesAndNewlines)
    // A job that has just started still has to say so.
    try run("client", "sleep 2")
    let before = try logLines()
    let count = Results.isMatrix ? 1000 : 20
    let said = try self(["checks", "\(count)"], limit: 2400)
    let found = String(said.split(separator: "\n").last ?? "")
    #expect(found == "0", "\(found) of \(count) checks found something: \(said)")
    try run("client", "sleep 1")
    let after = try logLines()
    #expect(after == before, "\(version) after \(count) checks")
    let restarts = try self(["restarts", job]).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(restarts == "0")
    try self(["cancel", job])
    let isQuiet = after == before
    Results.note(
      version, "\(count) checks of a healthy cluster with a running job",
      "\(isQuiet ? "no line" : "lines") in its logs, \(restarts) restarts of the job, findings in "
        + found,
      isAsExpected: isQuiet && restarts == "0" && found == "0")
  }

  /// A look at a cluster with a running job, its logs and threads: no finding above info, no line in
  /// anybody's log, and quick where it need not wait.
  func proveHealthyCluster() throws {
    try mend()
    let job = try self(["job"]).trimmingCharacters(in: .whitespacesAndNewlines)
    try run("client", "sleep 2")
    let before = try logLines()
    let looks: [(host: String, arguments: [String])] = [
      ("client", []), ("jm1", ["--conf", "/srv/flink/conf"]),
      ("tm1", ["--conf", "/srv/flink/conf"]), ("client", ["--thread-dumps"]),
    ]
    for (host, arguments) in looks {
      let judgement = try cluster(from: host, arguments)
      #expect(judgement.alarms.isEmpty, "\(version), cluster \(arguments) on \(host)")
      #expect(judgement.seconds < 6, "\(version), cluster \(arguments) on \(host)")
    }
    let logs = try cluster(from: "client", ["--logs"])
    #expect(logs.alarms.isEmpty, "\(version), cluster --logs")
    try run("client", "sleep 1")
    let after = try logLines()
    #expect(after == before, "\(version), looked at through REST")
    try self(["cancel", job])
    Results.note(
      version, "healthy, through REST", logs, isAsExpected: logs.alarms.isEmpty && after == before)
  }
}

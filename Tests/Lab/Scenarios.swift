import Foundation

/// What is broken on purpose.
extension Scenario {
  /// All of it; those that begin with the same costly fault follow each other.
  static let all: [Scenario] = {
    let asked = (common + ports + names + clocks + peers + node + nodes + pairs + cluster)
      .filter { scenario in only.isEmpty || only.contains { scenario.name.contains($0) } }
    var all: [Scenario] = []
    for scenario in asked {
      let costly = scenario.faults.first.flatMap { $0.isCostly ? $0 : nil }
      let last = costly.flatMap { fault in all.lastIndex { $0.faults.first == fault } }
      all.insert(scenario, at: last.map { $0 + 1 } ?? all.endIndex)
    }
    return all
  }()

  /// Parts of names, separated by `|`, of the scenarios that somebody wants to run alone.
  private static let only = (ProcessInfo.processInfo.environment["FLINKDOCTOR_LAB_ONLY"] ?? "")
    .split(separator: "|")

  private static let common: [Scenario] = [
    Scenario(
      "the firewall of the JobManager's machine drops its RPC port",
      .dropped(6123, at: "jm1"), from: "tm1", finds: ["FD3001"]),
    Scenario(
      "the firewall of the JobManager's machine rejects",
      .rejected(6123, at: "jm1", with: "admin-prohibited"), from: "tm1", finds: ["FD3001"]),
    Scenario(
      "the JobManager's name has no address on a worker",
      .forgotten("jm1", on: "tm1"), .unknownToDNS("jm1"), from: "tm1", finds: ["FD2001"]),
    Scenario(
      "the hosts file leads the JobManager's name to the worker itself",
      .hostsLine("127.0.1.1 jm1", on: "tm1"), from: "tm1", finds: ["FD2002"],
      first: "FD2011", "FD2002"),
    Scenario(
      "the JobManager was killed",
      .killed("jm1"), from: "tm1", finds: ["FD3010", "FD3001"]),
  ]
}

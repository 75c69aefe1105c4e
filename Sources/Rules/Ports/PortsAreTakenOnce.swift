package import Diagnosis
import FlinkConfiguration

/// Two listeners of one machine cannot have one port.
package struct PortsAreTakenOnce: Rule {
  package static let card = RuleCard(
    id: "FD3101", name: "ports-are-taken-once", severity: .error,
    title: "No two listeners of one machine have the same port",
    why: """
      The second one to listen finds the port taken: `Could not start rest endpoint on any port in \
      port range 8081`, `Could not start actor system on any port in port range 6123`, `Unable to \
      open BLOB Server in specified port range`, and the process ends. A metrics reporter only \
      logs it and is missing.
      """,
    fix: "Give each its own port, or a range where Flink takes one (`6124-6130`).",
    sources: [
      "ClusterEntrypoint#initializeServices", "TaskManagerRunner", "RestServerEndpoint#start",
    ],
    examples: [
      .finding("jobmanager.rpc.port: 6123\nrest.port: ↓6123"),
      .finding("jobmanager.rpc.port: 8081\nrest.port: 8082\nblob.server.port: ↓8082"),
      .finding("blob.server.port: ↓6123"),
      .finding("taskmanager.rpc.port: 6122\ntaskmanager.data.port: ↓6122"),
      .finding(
        "jobmanager.rpc.port: 6123\ntaskmanager.rpc.port: ↓6123", seen: [.topology(.single)]),
      .finding("metrics.internal.query-service.port: ↓50100", seen: [.topology(.single)]),
      .finding(
        "metrics.reporter.prom.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory\n"
          + "metrics.reporter.prom.port: ↓9249", .warning, seen: [.topology(.single)]),
      .healthy("jobmanager.rpc.port: 6123\nrest.port: 8081\nblob.server.port: 6124"),
      .healthy("jobmanager.rpc.port: 6123\ntaskmanager.rpc.port: 6123"),
      .healthy("high-availability: zookeeper\njobmanager.rpc.port: 8081"),
      .healthy(
        "metrics.internal.query-service.port: 50100-50200", seen: [.topology(.single)]),
      .healthy("taskmanager.rpc.port: 50100-50110\ntaskmanager.data.port: 50100"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var listeners = exam.listeners(of: .jobManager)
    let taskManager = exam.listeners(of: .taskManager)
    let verdicts = Self.collisions(in: listeners, exam) + Self.collisions(in: taskManager, exam)
    if !verdicts.isEmpty { return verdicts }
    guard exam.sharesJobManagersMachine else { return [] }
    listeners += taskManager
    return Self.collisions(in: listeners, exam)
  }

  /// One finding per port, at the later of the keys that are set.
  private static func collisions(in listeners: [Listener], _ exam: Examination) -> [Verdict] {
    let ports = listeners.compactMap(\.onlyPort).sorted()
    let taken = zip(ports, ports.dropFirst()).filter { $0 == $1 }.map(\.0)
    return taken.indices.filter { $0 == 0 || taken[$0] != taken[$0 - 1] }.compactMap { at in
      let port = taken[at]
      let takers = listeners.filter { $0.onlyPort == port }
      let set = takers.compactMap { exam.setting($0.key) }
        .sorted { ($0.location?.range?.start).isBefore($1.location?.range?.start) }
      guard let last = set.last else { return nil }
      return .collision(last, port, takers, with: set.dropLast().last, all: takers.map(\.key))
    }
  }
}

extension Verdict {
  fileprivate static func collision(
    _ setting: Setting, _ port: UInt16, _ takers: [Listener], with other: Setting?, all: [String]
  ) -> Verdict {
    let isVital = takers.contains { $0.key == setting.key && $0.isVital } || all.count == 1
    let names = Set(all)
    let who =
      names.count == 1
      ? "the JobManager and the TaskManager of this machine"
      : names.sorted().joined(separator: " and ")
    return setting.finding(
      isVital ? .error : .warning,
      """
      Port \(port) is meant for \(who): whichever comes second finds it taken, and \
      \(isVital ? "its process does not start" : "its metrics are missing").
      """,
      fix: Fix(
        names.count == 1 || !isVital
          ? "\(setting.key): \(port)-\(UInt32(port) + 10)" : "\(setting.key): <a port of its own>"),
      related: other?.related("the other one") ?? [],
      // One that other nodes have otherwise is that fault.
      shows: Set(names.map { .unlike(what: $0) }),
      explains: isVital
        ? [.doesNotStart(takers.last?.party == .taskManager ? .taskManager : .jobManager)] : [])
  }
}

extension TextPosition? {
  /// What no file holds comes first.
  fileprivate func isBefore(_ other: TextPosition?) -> Bool {
    guard let self else { return other != nil }
    return other.map { self < $0 } ?? false
  }
}

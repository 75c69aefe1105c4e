package import Diagnosis
import FlinkConfiguration

/// A firewall can only let through what is known beforehand.
package struct PortsAreKnownBehindFirewall: Rule {
  package static let card = RuleCard(
    id: "FD3103", name: "ports-are-known-behind-firewall", severity: .warning,
    title: "Behind a firewall every port is fixed",
    why: """
      Most of Flink's ports are random by default. A TaskManager then registers (6123 is open), and \
      is lost because the JobManager cannot connect back, its jars do not arrive, or its data is \
      not let through.
      """,
    fix: "Fix the ports that `flinkdoctor ports` lists as random, and open them.",
    sources: ["TaskManagerOptions.RPC_PORT, DATA_PORT, BlobServerOptions.PORT: default 0"],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.firewall, .topology(.several)]),
      .finding(
        "blob.server.port: 6124\ntaskmanager.rpc.port: 6122\ntaskmanager.data.port: ↓0\n"
          + "metrics.internal.query-service.port: 50300", seen: [.firewall]),
      .healthy(
        "blob.server.port: 6124\ntaskmanager.rpc.port: 6122\ntaskmanager.data.port: 6121\n"
          + "metrics.internal.query-service.port: 50300", seen: [.firewall]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.topology(.several)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.firewall, .topology(.single)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.firewall, exam.topology != .single else { return [] }
    let plan = exam.portPlan
    var seen: Set<String> = []
    return plan.rows.compactMap { row in
      guard row.ports == .random, seen.insert(row.key).inserted else { return nil }
      let pin = plan.pins.first { $0.key == row.key || $0.key.hasPrefix(row.key.withoutLastPart) }
      return .random(row, exam.written(row.key), pin, exam)
    }
  }
}

extension Verdict {
  fileprivate static func random(
    _ row: PortPlan.Row, _ setting: Setting?, _ pin: PortPlan.Pin?, _ exam: Examination
  ) -> Verdict {
    let isMinor =
      row.key == "metrics.internal.query-service.port" || row.key == "taskmanager.collect-sink.port"
    return Verdict(
      .finding(.warning), subject: "key:\(row.key)",
      message: """
        \(row.key) is random, and a firewall stands between: \(row.from.rawValue) to \
        \(row.to.rawValue), \(row.purpose), is not let through.
        """,
      location: setting?.location ?? Location(path: exam.reading.path), key: row.key,
      fix: Fix(pin.map { "\($0.key): \($0.value), and open it" } ?? "set \(row.key) and open it"),
      explains: isMinor
        ? [] : [row.to == .jobManager ? .jobManagerNotFound : .taskManagerNotReachable])
  }
}

extension String {
  /// `taskmanager.data.` of `taskmanager.data.port`.
  fileprivate var withoutLastPart: String {
    lastIndex(of: ".").map { String(self[...$0]) } ?? self
  }
}

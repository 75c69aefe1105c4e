package import Diagnosis
import FlinkConfiguration

/// Who listens on another port than he tells others must have something between that translates.
package struct BindPortsHoldAdvertisedPort: Rule {
  package static let card = RuleCard(
    id: "FD3107", name: "bind-ports-hold-advertised-port", severity: .warning,
    title: "A process listens on the port that it tells others",
    why: """
      The bind-port options are for machines behind a translation of addresses (NAT, published \
      container ports). Without one, others dial the advertised port, where nobody listens: \
      `Connection refused`.
      """,
    fix: "Write the same port for both, or delete the bind-port.",
    sources: ["JobManagerOptions.RPC_BIND_PORT", "RestOptions.BIND_PORT"],
    examples: [
      .finding("jobmanager.rpc.port: 6123\njobmanager.rpc.bind-port: ↓6200"),
      .finding("jobmanager.rpc.bind-port: ↓6200"),
      .finding("rest.port: 8081\nrest.bind-port: ↓8090-8099"),
      .finding("rest.bind-port: ↓8090", .info, seen: [.deployment(.docker)]),
      .healthy("rest.port: 8081\nrest.bind-port: 8080-8090"),
      .healthy("rest.bind-port: 0"),
      .healthy("rest.bind-port: 50000-50100", seen: [.deployment(.yarn)]),
      .healthy("jobmanager.rpc.port: 6123\njobmanager.rpc.bind-port: 6123"),
    ])

  package init() {}

  private static let pairs = [
    ("jobmanager.rpc.port", "jobmanager.rpc.bind-port"), ("rest.port", "rest.bind-port"),
    ("taskmanager.data.port", "taskmanager.data.bind-port"),
    ("taskmanager.rpc.port", "taskmanager.rpc.bind-port"),
  ]

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.deployment != .yarn, exam.deployment != .kubernetesNative else { return [] }
    return Self.pairs.compactMap { advertised, bind in
      guard let listening = exam.written(bind), let told = exam.text(advertised),
        let ports = try? PortRange.parse(
          listening.text, version: exam.versionAmong(PortRange.changes)),
        let outside = try? PortRange.parse(told, version: exam.versionAmong(PortRange.changes)),
        !ports.isRandom, !outside.isRandom, !ports.isEmpty, !outside.isEmpty
      else { return nil }
      let isHeld = outside.ranges.contains { range in
        ports.ranges.contains { $0.overlaps(range) }
      }
      guard !isHeld else { return listening.passed }
      let isTranslated = exam.deployment != .standalone
      return .apart(listening, advertised, told, isTranslated ? .info : .warning)
    }
  }
}

extension Verdict {
  fileprivate static func apart(
    _ bind: Setting, _ advertised: String, _ port: String, _ severity: Severity
  ) -> Verdict {
    bind.finding(
      severity,
      """
      \(bind.key) is \(bind.text), but others are told \(advertised): \(port). Unless something \
      between translates the port, they get `Connection refused`.
      """,
      fix: Fix("\(advertised): \(bind.text), or delete \(bind.key)"))
  }
}

package import Diagnosis
import FlinkConfiguration

/// Below 1024 only root may listen.
package struct PortsNeedNoPrivilege: Rule {
  package static let card = RuleCard(
    id: "FD3106", name: "ports-need-no-privilege", severity: .warning,
    title: "Flink listens on ports from 1024 on",
    why: """
      Without root's rights or CAP_NET_BIND_SERVICE the process does not start: `Permission denied`.
      """,
    fix: "Take a port from 1024 on, and forward the other one to it.",
    sources: ["ip(7): ip_unprivileged_port_start"],
    examples: [
      .finding("rest.port: ↓80"),
      .finding("rest.bind-port: ↓443"),
      .healthy("rest.port: 8081\nblob.server.port: 0"),
      .healthy("rest.port: 80", seen: [.deployment(.docker)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.deployment == .standalone || exam.deployment == .yarn else { return [] }
    var seen: Set<String> = []
    let listeners = exam.listeners(of: .jobManager) + exam.listeners(of: .taskManager)
    return listeners.compactMap { listener in
      guard let setting = exam.setting(listener.key), seen.insert(listener.key).inserted else {
        return nil
      }
      return listener.ports.ranges.allSatisfy { $0.upperBound < 1024 }
        ? .privileged(setting) : setting.passed
    }
  }
}

extension Verdict {
  fileprivate static func privileged(_ setting: Setting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(setting.key) is \(setting.text): below 1024 only root may listen, and Flink does not start \
      under another user.
      """,
      fix: Fix("\(setting.key): <a port from 1024 on>"))
  }
}

package import Diagnosis
import FlinkConfiguration

/// Linux gives the ports from 32768 to 60999 to outgoing connections, Flink's fixed ones among them.
package struct FixedPortsAreNotEphemeral: Rule {
  package static let card = RuleCard(
    id: "FD3105", name: "fixed-ports-are-not-ephemeral", severity: .info,
    title: "A single fixed port lies outside of the range for outgoing connections",
    why: """
      Any outgoing connection of the machine may have been given a port between 32768 and 60999 \
      (net.ipv4.ip_local_port_range) at the moment when Flink wants to listen on it: once in a \
      while the process does not start. With a range Flink tries the next one.
      """,
    fix: "Take a port below 32768, or a range.",
    sources: ["ip(7): ip_local_port_range, default 32768 to 60999"],
    examples: [
      .finding("jobmanager.rpc.address: jm1\nrest.port: ↓38081"),
      .healthy("taskmanager.rpc.port: 50100-50200\nrest.port: 8081"),
      .healthy("rest.port: 38081", seen: [.deployment(.kubernetes)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.deployment == .standalone else { return [] }
    var seen: Set<String> = []
    let listeners = exam.listeners(of: .jobManager) + exam.listeners(of: .taskManager)
    return listeners.compactMap { listener in
      guard let port = listener.onlyPort, let setting = exam.setting(listener.key),
        seen.insert(listener.key).inserted
      else { return nil }
      return 32768...60999 ~= port ? .ephemeral(setting, port) : setting.passed
    }
  }
}

extension Verdict {
  fileprivate static func ephemeral(_ setting: Setting, _ port: UInt16) -> Verdict {
    setting.finding(
      .info,
      """
      \(setting.key) is \(port), a port that Linux also gives to outgoing connections: once in a \
      while it is taken when Flink starts.
      """,
      fix: Fix("\(setting.key): <a port below 32768>, or a range where the option takes one"))
  }
}

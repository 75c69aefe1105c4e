package import Diagnosis
import FlinkConfiguration

/// Several TaskManagers on one machine need as many ports.
package struct PortsSufficeForTaskManagers: Rule {
  package static let card = RuleCard(
    id: "FD3102", name: "ports-suffice-for-task-managers", severity: .error,
    title: "There are as many ports as TaskManagers on a machine",
    why: """
      conf/workers starts one TaskManager for each time a host stands in it. With a fixed port the \
      first takes it, and every further one ends with `Could not start actor system on any port in \
      port range` or `Could not bind to`.
      """,
    fix: """
      Write a range (`taskmanager.rpc.port: 50100-50110`); taskmanager.data.port takes none, from \
      1.19 there is taskmanager.data.bind-port.
      """,
    sources: ["bin/config.sh, TMWorkers", "TaskManagerOptions.RPC_PORT", "FLINK-32811"],
    examples: [
      .finding("taskmanager.rpc.port: ↓6122", seen: [.file("workers", "w1\nw1\nw2\n")]),
      .finding("taskmanager.data.port: ↓6121", seen: [.file("workers", "w1\nw1\n")]),
      .finding("taskmanager.rpc.port: ↓50100-50101", seen: [.file("workers", "w1\nw1\nw1\n")]),
      .finding(
        "metrics.internal.query-service.port: ↓50300",
        seen: [.file("workers", "localhost\nlocalhost\n")]),
      .healthy("taskmanager.rpc.port: 50100-50110", seen: [.file("workers", "w1\nw1\nw1\n")]),
      .healthy("taskmanager.rpc.port: 6122", seen: [.file("workers", "w1\nw2\n")]),
      .healthy("taskmanager.rpc.port: 0", seen: [.file("workers", "w1\nw1\n")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let most = exam.mostTaskManagers, most.count > 1 else { return [] }
    return exam.listeners(of: .taskManager).compactMap { listener in
      guard let setting = exam.setting(listener.key) else { return nil }
      guard listener.count < most.count else { return setting.passed }
      return .tooFew(setting, listener, most.host, most.count)
    }
  }
}

extension Verdict {
  fileprivate static func tooFew(
    _ setting: Setting, _ listener: Listener, _ host: String, _ count: Int
  ) -> Verdict {
    let first = listener.ports.ranges.first.map { Int($0.lowerBound) } ?? 50100
    let range = "\(first)-\(first + count + 9)"
    let fix =
      switch setting.option {
      case "taskmanager.data.port":
        Fix("taskmanager.data.port: 0, or from 1.19 taskmanager.data.bind-port: \(range)")
      case "taskmanager.rpc.bind-port", "taskmanager.collect-sink.port":
        Fix("delete the line: \(setting.key) takes no range")
      default: setting.replaced(by: range)
      }
    return setting.finding(
      listener.isVital ? .error : .warning,
      """
      conf/workers starts \(count) TaskManagers on \(host), and \(setting.key): \(setting.text) has \
      \(listener.count == 1 ? "one port" : "\(listener.count) ports"): \
      \(listener.isVital ? "the others do not start" : "the others have no reporter").
      """,
      fix: fix, explains: listener.isVital ? [.doesNotStart(.taskManager)] : [])
  }
}

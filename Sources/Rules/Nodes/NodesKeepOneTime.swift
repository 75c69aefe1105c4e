package import Diagnosis

/// How long one side is silent, and how long the other bears it, are set on different machines.
package struct NodesKeepOneTime: NodesRule {
  package static let card = RuleCard(
    id: "FD8507", name: "nodes-keep-one-time", severity: .warning,
    title: "All nodes have the same heartbeat and ask timeouts",
    why: """
      The JobManager asks for a heartbeat each heartbeat.interval of its own; a TaskManager counts \
      by its own heartbeat.timeout how long it has heard nothing. Where that is not longer than \
      the interval of the other, healthy processes declare each other dead. With different \
      timeouts one side gives up on a call or a process that the other still waits for.
      """,
    fix: "Give heartbeat.interval, heartbeat.timeout and ask.timeout one value on every node.",
    sources: ["HeartbeatManagerSenderImpl, HeartbeatMonitorImpl", "RpcUtils.timeout"],
    examples: [
      .finding(
        "heartbeat.timeout: ↓20000",
        seen: [
          .other("tm1", "jobmanager.rpc.address: jm1"),
          .other("tm2", "heartbeat.timeout: 50000"),
        ]),
      .finding(
        "heartbeat.interval: ↓60000", .error,
        seen: [
          .other("tm1", "jobmanager.rpc.address: jm1"), .other("tm2", "heartbeat.timeout: 50000"),
        ]),
      .finding("pekko.ask.timeout: ↓60 s", seen: [.other("tm1", "akka.ask.timeout: 10 s")]),
      .healthy(
        "heartbeat.timeout: 50000", seen: [.other("tm1", "jobmanager.rpc.address: jm1")]),
      .healthy("heartbeat.timeout: 20000"),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    let nodes = nodes.ofCluster
    let intervals = nodes.compactMap { $0.exam.time("heartbeat.interval")?.milliseconds }
    let timeouts = nodes.compactMap { $0.exam.time("heartbeat.timeout")?.milliseconds }
    let longest = intervals.max() ?? 0
    // A node that by itself is wrong is another rule's.
    let isDeadly = (timeouts.min() ?? .max) <= longest && Set(intervals).count > 1
    return verdicts(nodes, "heartbeat.interval", isDeadly ? .error : .warning) { _ in
      "heartbeat.interval"
    } + verdicts(nodes, "heartbeat.timeout", .warning) { _ in "heartbeat.timeout" }
      + verdicts(nodes, "ask.timeout", .warning) { $0.exam.rpcOption("ask.timeout") }
  }

  private func verdicts(
    _ nodes: [NodeExamination], _ name: String, _ severity: Severity,
    _ option: (NodeExamination) -> String
  ) -> [Verdict] {
    let times = Agreement(nodes) { $0.exam.time(option($0))?.milliseconds }
    let consequence =
      severity == .error
      ? "a node that waits less long than the other is silent declares it dead"
      : name == "ask.timeout"
        ? "one side gives up on a call that the other still answers"
        : "one side declares the other dead while it is still waited for"
    return times.verdicts(
      "\(name)", key: name == "ask.timeout" ? nil : name, severity,
      at: { $0.place(of: option($0)) }, says: { "\(name) \(TimeText.of($0))" },
      consequence: consequence,
      fix: { $0.line(option) ?? "write one \(option(nodes[0])) \($0.whereToMend)" },
      explains: severity == .error ? [.heartbeatsLost] : [])
  }
}

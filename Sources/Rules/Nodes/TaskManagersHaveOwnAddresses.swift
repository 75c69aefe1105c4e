package import Diagnosis
import Evidence
import FlinkConfiguration

/// Two TaskManagers under one address are one to everybody who dials it.
package struct TaskManagersHaveOwnAddresses: NodesRule {
  package static let card = RuleCard(
    id: "FD8511", name: "task-managers-have-own-addresses", severity: .error,
    title: "No two nodes register their TaskManagers under one address",
    why: """
      taskmanager.host belongs to one machine. In a file that was copied to several, all \
      TaskManagers tell the JobManager the same address: tasks, heartbeats and data of all go to \
      one of them, and the others are lost (`The heartbeat of TaskManager … timed out`).
      """,
    fix: "Delete taskmanager.host, or give it each machine's own name.",
    sources: ["TaskManagerRunner.determineTaskManagerBindAddress", "run on 1.12.5 and 1.20.5"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: ↓tm1",
        seen: [
          .role(.taskManager),
          .other(
            "tm2", "jobmanager.rpc.address: jm1\ntaskmanager.host: tm1", seen: .role(.taskManager)),
        ]),
      .finding(
        "taskmanager.host: ↓tm1", .warning, seen: [.other("tm2", "taskmanager.host: TM1")]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .role(.taskManager), .registers(.at("10.0.0.2", .fastConnect)),
          .other(
            "tm2", "jobmanager.rpc.address: jm1", seen: .role(.taskManager),
            .registers(.at("10.0.0.2", .localHost))),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: tm1",
        seen: [
          .role(.jobManager),
          .other("tm1", "taskmanager.host: tm1", seen: .role(.taskManager)),
          .other("tm2", "taskmanager.host: tm2", seen: .role(.taskManager)),
        ]),
      .healthy("taskmanager.host: tm1"),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    let candidates = nodes.filter { node in
      !node.isNamedByDeployer
        && (node.exam.roles.isEmpty || node.exam.roles.contains(.taskManager))
    }
    let configured = Agreement(candidates) { node -> String? in
      guard let text = node.exam.setting("taskmanager.host")?.text,
        let host = HostName.normalized(text), !Host.isLoopback(host)
      else { return nil }
      return host
    }
    let shared = configured.groups.filter { $0.nodes.count > 1 }
    let named = Set(shared.flatMap { $0.nodes.map(\.name) })
    let registered = Agreement(candidates) { node -> String? in
      guard !named.contains(node.name),
        let address = node.exam.evidence.addressSelection?.now.address, !Host.isLoopback(address)
      else { return nil }
      return address
    }
    let verdicts =
      shared.map { Verdict.shared($0.nodes, "taskmanager.host \($0.value)") }
      + registered.groups.filter { $0.nodes.count > 1 }
      .map { Verdict.shared($0.nodes, "the address \($0.value)") }
    if !verdicts.isEmpty { return verdicts }
    return configured.count + registered.count > 1
      ? [Verdict(.passed, subject: "nodes:taskmanager.host")] : []
  }
}

extension Verdict {
  fileprivate static func shared(_ nodes: [NodeExamination], _ what: String) -> Verdict {
    let areTaskManagers = nodes.allSatisfy { !$0.exam.roles.isEmpty }
    let names = nodes.map(\.name)
    return Verdict(
      .finding(areTaskManagers ? .error : .warning),
      subject: "nodes:taskmanager.host:\(names.joined(separator: ","))",
      message: """
        \(names.listed) \(areTaskManagers ? "register" : "would register") their TaskManagers under \
        one address (\(what)): whatever is sent to one of them arrives at the same, and the others \
        are lost.
        """,
      location: nodes[0].place(of: "taskmanager.host"),
      related: nodes.dropFirst().map {
        RelatedLocation($0.place(of: "taskmanager.host"), "\($0.name) too")
      }, key: "taskmanager.host",
      fix: Fix("on each machine taskmanager.host: <its own name>, or delete the line"),
      explains: [.taskManagerNotReachable, .heartbeatsLost, .addressShared], concerns: Set(names))
  }
}

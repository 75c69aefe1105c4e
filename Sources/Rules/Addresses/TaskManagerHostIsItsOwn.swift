package import Diagnosis
import Evidence
import FlinkConfiguration

/// One `taskmanager.host` for several machines makes them one TaskManager to the JobManager.
package struct TaskManagerHostIsItsOwn: Rule {
  package static let card = RuleCard(
    id: "FD2112", name: "task-manager-host-is-its-own", severity: .warning,
    title: "taskmanager.host is a different one on every machine",
    why: """
      A TaskManager registers under taskmanager.host. When the same file serves several machines, \
      they all register under one name: the JobManager talks to whichever the name leads to, and \
      the others are disassociated every twenty seconds. With a static value and several pods of a \
      Deployment it is the same.
      """,
    fix: "Delete the line, or write it per machine (in a pod: `-Dtaskmanager.host=$(POD_IP)`).",
    sources: [
      "TaskManagerOptions.HOST: \"different TaskManagers need different values for this option\"",
      "bitnami/charts#22225",
    ],
    examples: [
      .finding("taskmanager.host: ↓flink-taskmanager", seen: [.deployment(.kubernetes)]),
      .finding("taskmanager.host: ↓tm", seen: [.file("workers", "w1\nw2\n")]),
      .healthy(
        "taskmanager.host: w1",
        seen: [.file("workers", "w1\nw2\n"), .node("w1", addresses: "192.0.2.11")]),
      .healthy("taskmanager.host: w1", seen: [.file("workers", "w1\n")]),
      .healthy("taskmanager.host: ${POD_IP}", seen: [.deployment(.kubernetes)]),
      .healthy("taskmanager.host: tm", seen: [.deployment(.kubernetesNative)]),
      .healthy("taskmanager.host: localhost", seen: [.file("workers", "w1\nw2\n")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let host = exam.setting("taskmanager.host"), exam.overruled(host.option) == nil,
      !Host.isLoopback(host.text), !Host.isWildcard(host.text), !host.text.contains("$")
    else { return [] }
    switch exam.deployment {
    case .kubernetes: return [.shared(host, "every pod that reads this file registers")]
    case .standalone:
      let hosts = Set(exam.taskManagersPerHost.keys)
      guard hosts.count > 1 else { return [host.passed] }
      if let node = exam.evidence.node,
        node.hostname.lowercased() == host.text.lowercased() || node.addresses.contains(host.text)
      {
        return [host.passed]
      }
      return [
        .shared(
          host,
          "where the \(hosts.count) machines of conf/workers share this file, they all register")
      ]
    case .docker, .kubernetesNative, .yarn: return [host.passed]
    }
  }
}

extension Verdict {
  fileprivate static func shared(_ host: Setting, _ who: String) -> Verdict {
    host.finding(
      .warning,
      """
      taskmanager.host is \(host.text): \(who) under this one name, and the JobManager reaches only \
      one of them.
      """,
      fix: Fix("delete the line, or give each its own: -Dtaskmanager.host=<its address>"),
      shows: [.addressShared],
      explains: [.registersAs(host: host.text), .taskManagerNotReachable])
  }
}

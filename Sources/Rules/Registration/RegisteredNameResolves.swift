package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager that registers by a name is reached by those alone who resolve the name.
package struct RegisteredNameResolves: Rule {
  package static let card = RuleCard(
    id: "FD2405", name: "registered-name-resolves", severity: .error,
    title: "The name under which a TaskManager registers has an address",
    why: """
      taskmanager.host is registered as it stands, and with taskmanager.network.bind-policy: name \
      so is the name of the address that was found. The JobManager and every other TaskManager \
      look it up themselves. Where it has no address they log `Caused by: [tm1]`, without a class \
      or a port, gate the address and never reach the TaskManager.
      """,
    fix: "Enter the name on every node, or register by address.",
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner#determineTaskManagerBindAddress",
      "org.apache.flink.runtime.taskmanager.TaskManagerLocation#fromUnresolvedLocation",
    ],
    examples: [
      .finding(
        "taskmanager.host: ↓tm9",
        seen: [
          .role(.taskManager), .node("tm1", addresses: "10.0.0.3"), .name("tm9", .notFound),
          .registers(.at("tm9", .configured)),
        ]),
      .finding(
        "taskmanager.host: ↓tm9", .warning,
        seen: [
          .node("tm1", addresses: "10.0.0.3"), .name("tm9", .noAnswer),
          .registers(.at("tm9", .configured)),
        ]),
      .finding(
        "taskmanager.network.bind-policy: ↓name", .warning,
        seen: [
          .node("tm1", addresses: "10.0.0.3"), .name("tm1.internal", .notFound),
          .registers(.at("10.0.0.3", .address, name: "tm1.internal")),
        ]),
      .healthy(
        "taskmanager.host: tm1",
        seen: [
          .node("tm1", addresses: "10.0.0.3"), .name("tm1", resolvesTo: "10.0.0.3"),
          .registers(.at("tm1", .configured)),
        ]),
      .healthy(
        "taskmanager.host: tm9",
        seen: [
          .role(.jobManager), .node("jm1", addresses: "10.0.0.1"), .name("tm9", .notFound),
          .registers(.at("tm9", .configured)),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.node("tm1", addresses: "10.0.0.3"), .registers(.at("10.0.0.3", .address))]),
      .unknown(
        "taskmanager.host: tm9",
        seen: [
          .node("tm1", addresses: "10.0.0.3"), .name("tm9", .timedOut),
          .registers(.at("tm9", .configured)),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let selection = exam.registration, let host = selection.now.address,
      !Host.isIPv4(host), !host.contains(":"), let name = exam.evidence.name(host),
      let setting = exam.setting("taskmanager.host")
        ?? exam.setting("taskmanager.network.bind-policy")
    else { return [] }
    let subject = "name:\(host)"
    switch name.outcome {
    case .resolved:
      return [Verdict(.passed, subject: subject, location: setting.location, key: setting.key)]
    case .timedOut:
      throw Unknown(
        subject: subject, reason: "no answer after \(name.durationMs.asMilliseconds)")
    case .notFound, .noAnswer:
      return [.unresolved(setting, name, exam)]
    }
  }
}

extension Verdict {
  fileprivate static func unresolved(
    _ setting: Setting, _ name: NameEvidence, _ exam: Examination
  ) -> Verdict {
    var verdict = setting.finding(
      exam.runsTaskManager ? .error : .warning,
      """
      TaskManagers of this machine register as \(name.name), which has no address here: whoever is \
      told to connect to it, and resolves it no better, does not find the TaskManager.
      """,
      fix: setting.option == "taskmanager.host"
        ? exam.ownAddress.map { setting.replaced(by: $0) }
          ?? Fix("delete the line, or enter \(name.name) in DNS")
        : setting.replaced(by: "ip"),
      evidence: name.lines, shows: [.unresolved(host: name.name)],
      explains: [.taskManagerNotReachable, .heartbeatsLost])
    verdict.peer = Peer(host: name.name)
    return verdict
  }
}

package import Diagnosis
import FlinkConfiguration

/// A TaskManager that listens on loopback alone registers, and is lost at the first heartbeat.
package struct TaskManagerListensForOthers: Rule {
  package static let card = RuleCard(
    id: "FD2105", name: "task-manager-listens-for-others", severity: .error,
    title: "taskmanager.bind-host lets other machines in",
    why: """
      The TaskManager listens on taskmanager.bind-host alone, for RPC and for data. On a loopback \
      address it can register at a JobManager elsewhere, but neither the JobManager nor another \
      TaskManager can connect to it: heartbeats time out and data exchanges are refused. Flink \
      ships `taskmanager.bind-host: localhost` since 1.15.
      """,
    fix: "Write `taskmanager.bind-host: 0.0.0.0`.",
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner#createRpcService",
      "org.apache.flink.runtime.taskexecutor.TaskManagerServicesConfiguration", "FLINK-24474",
    ],
    examples: [
      .finding("taskmanager.bind-host: ↓localhost", seen: [.topology(.several)]),
      .finding("taskmanager.bind-host: ↓::1", .warning),
      .finding(
        "taskmanager.bind-host: ↓127.0.0.1\ntaskmanager.host: 192.0.2.11",
        seen: [.topology(.single)]),
      .healthy(
        "taskmanager.bind-host: localhost\ntaskmanager.host: localhost",
        seen: [.topology(.single)]),
      .healthy("taskmanager.bind-host: 0.0.0.0", seen: [.topology(.several)]),
      .healthy(
        "taskmanager.bind-host: localhost",
        seen: [.topology(.several), .deployment(.kubernetesNative)]),
      .healthy(
        "taskmanager.bind-host: localhost", seen: [.topology(.several), .deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let advertised =
      exam.overruled("taskmanager.host") == nil ? exam.setting("taskmanager.host") : nil
    return exam.judgeBindHost("taskmanager.bind-host", advertised: advertised) { bind, severity in
      .loopback(bind, severity, advertised: advertised, inImage: exam.isReplacedInImage(bind))
    }
  }
}

extension Verdict {
  fileprivate static func loopback(
    _ bind: Setting, _ severity: Severity, advertised: Setting?, inImage: Bool
  ) -> Verdict {
    bind.finding(
      severity,
      """
      The TaskManager listens on \(bind.text) alone: the JobManager and other TaskManagers get \
      `Connection refused` when they connect back, so its heartbeats are lost and no data reaches it.
      """ + (inImage ? .onlyInTheImagesOwnFile : ""),
      fix: bind.replaced(by: "0.0.0.0"),
      related: advertised?.related("the address under which it registers") ?? [],
      shows: [.loopback(host: bind.text)],
      explains: [.listensElsewhere(.taskManager), .taskManagerNotReachable, .heartbeatsLost])
  }
}

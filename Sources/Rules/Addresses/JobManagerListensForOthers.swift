package import Diagnosis
import Evidence
import FlinkConfiguration

/// A JobManager that listens on loopback alone refuses every TaskManager of another machine.
package struct JobManagerListensForOthers: Rule {
  package static let card = RuleCard(
    id: "FD2103", name: "job-manager-listens-for-others", severity: .error,
    title: "jobmanager.bind-host lets other machines in",
    why: """
      The JobManager listens on jobmanager.bind-host alone, for its RPC and its blob server. On a \
      loopback address TaskManagers of other machines get `Connection refused`, while everything \
      looks well on the JobManager itself. Flink ships `jobmanager.bind-host: localhost` since 1.15.
      """,
    fix: "Write `jobmanager.bind-host: 0.0.0.0`.",
    sources: [
      "org.apache.flink.runtime.entrypoint.ClusterEntrypoint#initializeServices",
      "JobManagerOptions.BIND_HOST", "FLINK-24474",
    ],
    examples: [
      .finding("jobmanager.bind-host: ↓localhost", seen: [.topology(.several)]),
      .finding("jobmanager.bind-host: ↓127.0.0.1", .warning),
      .finding(
        "jobmanager.rpc.address: 192.0.2.10\njobmanager.bind-host: ↓127.0.0.1",
        seen: [.topology(.single)]),
      .finding("jobmanager.bind-host: ↓localhost", .info, seen: [.deployment(.docker)]),
      .healthy("jobmanager.bind-host: localhost", seen: [.topology(.single)]),
      .healthy("jobmanager.bind-host: 0.0.0.0", seen: [.topology(.several)]),
      .healthy(
        "jobmanager.bind-host: localhost",
        seen: [.topology(.several), .deployment(.kubernetesNative)]),
      .healthy(
        "jobmanager.bind-host: localhost", seen: [.topology(.several), .deployment(.yarn)]),
      .finding(
        "jobmanager.bind-host: ↓127.0.0.1", seen: [.topology(.several), .deployment(.yarn)]),
      .healthy(
        "jobmanager.rpc.address: jm1\njobmanager.bind-host: localhost",
        seen: [
          .topology(.several), .node("tm1", addresses: "10.0.0.7"),
          .dial("jm1", 6123, .open, address: "10.0.0.1"),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let advertised =
      exam.overruled("jobmanager.rpc.address") == nil
      ? exam.setting("jobmanager.rpc.address") : nil
    if let bind = exam.setting("jobmanager.bind-host"), exam.isOpenElsewhere(.jobManagerRpc) {
      return [
        bind.skipped("the JobManager lets this machine in, so that its own file says otherwise")
      ]
    }
    let missed = exam.refused(at: [.jobManagerRpc, .blobServer])
    return exam.judgeBindHost("jobmanager.bind-host", advertised: advertised) { bind, severity in
      .loopback(
        bind, severity, advertised: advertised, inImage: exam.isReplacedInImage(bind),
        missed: missed)
    }
  }
}

extension Verdict {
  fileprivate static func loopback(
    _ bind: Setting, _ severity: Severity, advertised: Setting?, inImage: Bool,
    missed: Set<Symptom>
  ) -> Verdict {
    bind.finding(
      severity,
      """
      The JobManager listens on \(bind.text) alone: TaskManagers of other machines get \
      `Connection refused`, and none of them registers.
      """ + (inImage ? .onlyInTheImagesOwnFile : ""),
      fix: bind.replaced(by: "0.0.0.0"),
      related: advertised?.related("the address under which others look for it") ?? [],
      shows: [.loopback(host: bind.text)], explains: missed.union([.jobManagerNotFound]))
  }
}

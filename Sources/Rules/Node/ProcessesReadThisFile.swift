package import Diagnosis
import Evidence
import FlinkConfiguration

/// What is wrong or right in a file that nobody reads tells nothing of the cluster.
package struct ProcessesReadThisFile: Rule {
  package static let card = RuleCard(
    id: "FD9501", name: "processes-read-this-file", severity: .warning,
    title: "A Flink process that runs here has read the file under examination",
    why: """
      Flink reads its configuration from --configDir, or FLINK_CONF_DIR, once, when it starts. \
      Where the processes of this node were started with another folder, what this file says is \
      not in force, and all other findings speak of a cluster that does not run.
      """,
    fix: "Examine the folder that the process reads, or start it with this one.",
    sources: ["GlobalConfiguration.loadConfiguration", "bin/config.sh: FLINK_CONF_DIR"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"),
          .process(.jobManager) {
            $0.configuration = .init(
              path: "/opt/flink/conf/flink-conf.yaml", isExamined: false, hasSameBytes: false,
              modifiedAtMs: 0)
          },
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .process(.jobManager) {
            $0.configuration = .init(
              path: "/opt/flink/conf/flink-conf.yaml", isExamined: false, hasSameBytes: false,
              modifiedAtMs: 0)
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager) {
            $0.configuration = .init(
              path: "/c/flink-conf.yaml", isExamined: true, hasSameBytes: true, modifiedAtMs: 0)
          },
          .process(.taskManager, pid: 4712) {
            $0.configuration = .init(
              path: "/d/flink-conf.yaml", isExamined: false, hasSameBytes: false, modifiedAtMs: 0)
          },
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.process(.client)]),
      .healthy("jobmanager.rpc.address: jm1"),
      .unknown("jobmanager.rpc.address: jm1", seen: [.process(.jobManager)]),
      .unknown("jobmanager.rpc.address: jm1", seen: [.processesHidden("hidepid")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let processes = exam.processesHere.filter(\.role.isOfCluster)
    guard let first = processes.first else {
      if let reason = exam.evidence.processes?.incomplete {
        throw Unknown(subject: "processes", reason: reason)
      }
      return []
    }
    let files = processes.compactMap(\.configuration)
    if files.contains(where: { $0.isExamined || $0.hasSameBytes }) {
      return [Verdict(.passed, subject: "processes")]
    }
    guard files.count == processes.count else {
      throw Unknown(
        subject: "processes",
        reason: "which file \(first.described) has read only its user and root may see")
    }
    // A file away from any Flink is one that is being written, or another machine's.
    return [.other(first, files[0], exam, exam.folder.distJars.isEmpty ? .info : .warning)]
  }
}

extension Verdict {
  fileprivate static func other(
    _ process: ProcessEvidence, _ file: ConfigurationFileEvidence, _ exam: Examination,
    _ severity: Severity
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: "processes",
      message: """
        \(process.described.capitalised) runs with \(file.path), which says something else: what \
        this file says is not in force here.
        """,
      location: Location(path: exam.reading.path),
      fix: Fix("flinkdoctor check \(file.path)"))
  }
}

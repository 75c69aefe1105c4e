package import Diagnosis
import Evidence
import FlinkConfiguration

/// Open files and threads are counted, and the one that is too many fails.
package struct ProcessesHaveRoom: Rule {
  package static let card = RuleCard(
    id: "FD9515", name: "processes-have-room", severity: .warning,
    title: "Flink's processes may open files and start threads enough",
    why: """
      Each connection, each spilled buffer and each RocksDB file is an open file, and each task has \
      threads: `Too many open files`, `unable to create new native thread`.
      """,
    fix: "ulimit -n 65536 for the user who starts Flink (LimitNOFILE in systemd).",
    sources: ["proc(5): /proc/PID/limits", "RocksDB: max_open_files", "cgroups: pids.max"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.process(.taskManager) { $0.openFilesLimit = .init(soft: 1024, hard: 1024) }]),
      .finding(
        "jobmanager.rpc.address: jm1", .error,
        seen: [
          .process(.taskManager) {
            $0.openFilesLimit = .init(soft: 65536, hard: 65536)
            $0.openFiles = 63_000
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .error,
        seen: [
          .process(.taskManager) {
            $0.cgroup = CgroupEvidence(path: "/flink", pidsLimit: 512, pidsUsed: 500)
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager) {
            $0.openFilesLimit = .init(soft: 20_000, hard: 20_000)
            $0.openFiles = 300
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.process(.taskManager)]),
    ])

  package init() {}

  /// A TaskManager with a few slots and connections uses some hundred; RocksDB some thousand.
  private static let fewestFiles: UInt64 = 4096

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.processesHere.filter(\.role.isOfCluster).map { process in
      if let limit = process.openFilesLimit?.soft {
        if let open = process.openFiles, UInt64(clamping: open) * 10 > limit * 9 {
          return .full(
            process, "open files", UInt64(clamping: open), limit, "raise ulimit -n to 65536 or more"
          )
        }
        if limit < Self.fewestFiles { return .few(process, limit) }
      }
      if let limit = process.cgroup?.pidsLimit, let used = process.cgroup?.pidsUsed,
        used > limit / 10 * 9
      {
        return .full(
          process, "threads of its control group", UInt64(max(used, 0)), UInt64(max(limit, 0)),
          "raise pids.max (TasksMax in systemd)")
      }
      return Verdict(.passed, subject: "process:\(process.pid)")
    }
  }
}

extension Verdict {
  fileprivate static func full(
    _ process: ProcessEvidence, _ what: String, _ used: UInt64, _ limit: UInt64, _ fix: String
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: "process:\(process.pid)",
      message: """
        \(process.described.capitalised) has used \(used) of \(limit) \(what): the next ones fail, \
        and connections with them.
        """,
      fix: Fix(fix), explains: [.callsFail, .heartbeatsLost])
  }

  fileprivate static func few(_ process: ProcessEvidence, _ limit: UInt64) -> Verdict {
    Verdict(
      .finding(.warning), subject: "process:\(process.pid)",
      message: """
        \(process.described.capitalised) may open no more than \(limit) files: connections, spilled \
        buffers and RocksDB end with `Too many open files`.
        """,
      evidence: [
        EvidenceLine(source: "/proc/\(process.pid)/limits", text: "Max open files \(limit)")
      ],
      fix: Fix("ulimit -n 65536 for the user who starts Flink (LimitNOFILE in systemd)"))
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// The kernel counts the processes that it killed in a control group because memory ran out.
package struct NothingWasKilledForMemory: Rule {
  package static let card = RuleCard(
    id: "FD9511", name: "nothing-was-killed-for-memory", severity: .warning,
    title: "No process was killed for want of memory beside Flink's",
    why: """
      A TaskManager that the kernel kills writes no word into its log; its peers see \
      `Disassociated`, and `Connection refused` at its port. The counter of its control group is \
      the proof.
      """,
    fix: "Give the container more memory, or the process less: taskmanager.memory.process.size.",
    sources: ["cgroups: memory.events, memory.oom_control (oom_kill)"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager) {
            $0.cgroup = CgroupEvidence(
              path: "/flink", memoryLimitBytes: 2 << 30, oomKills: 2, isShared: false)
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .process(.taskManager) {
            $0.cgroup = CgroupEvidence(path: "/user.slice", oomKills: 2, isShared: true)
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager) { $0.cgroup = CgroupEvidence(path: "/flink", oomKills: 0) }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.process(.taskManager)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var seen: Set<String> = []
    return exam.processesHere.filter(\.role.isOfCluster).compactMap { process in
      guard let group = process.cgroup, let kills = group.oomKills,
        seen.insert(group.path).inserted
      else { return nil }
      return kills > 0
        ? .killed(process, group, kills) : Verdict(.passed, subject: "cgroup:\(group.path)")
    }
  }
}

extension Verdict {
  fileprivate static func killed(
    _ process: ProcessEvidence, _ group: CgroupEvidence, _ kills: Int
  ) -> Verdict {
    let isOwn = group.isShared == false
    let limit = group.memoryLimitBytes.map { " (limit \($0.asSize))" } ?? ""
    return Verdict(
      .finding(isOwn ? .warning : .info), subject: "cgroup:\(group.path)",
      message: """
        The kernel has killed \(kills) process\(kills == 1 ? "" : "es") for want of memory in the \
        control group of \(process.described)\(limit)\
        \(isOwn ? "" : ", which other programs share").
        """,
      evidence: [EvidenceLine(source: "cgroup \(group.path)", text: "oom_kill \(kills)")],
      fix: Fix(
        "give the group more memory, or set a smaller \(process.role.rawValue).memory.process.size"),
      explains: isOwn ? [.heartbeatsLost, .callsFail] : [])
  }
}

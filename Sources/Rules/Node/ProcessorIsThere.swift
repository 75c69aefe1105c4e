package import Diagnosis
import Evidence
import FlinkConfiguration

/// A group that has used up its share of a period stands still until the next one.
package struct ProcessorIsThere: Rule {
  package static let card = RuleCard(
    id: "FD9512", name: "processor-is-there", severity: .warning,
    title: "The control group of Flink's processes is seldom held up",
    why: """
      With a quota of CPU a group stands still for the rest of each period (100 ms) in which it has \
      used its share, garbage collection and heartbeats included. Calls then come late, and tasks \
      are slow without any sign in Flink.
      """,
    fix: "Raise the container's CPU limit, or do without one.",
    sources: ["cgroups: cpu.stat (nr_periods, nr_throttled), cpu.max"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager) {
            $0.cgroup = CgroupEvidence(
              path: "/flink", cpuQuota: 1, periods: 10_000, throttledPeriods: 6000)
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .process(.taskManager) {
            $0.cgroup = CgroupEvidence(
              path: "/flink", cpuQuota: 1, periods: 10_000, throttledPeriods: 1500)
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager) {
            $0.cgroup = CgroupEvidence(
              path: "/flink", cpuQuota: 1, periods: 300, throttledPeriods: 150)
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.process(.taskManager)]),
    ])

  package init() {}

  /// A minute of periods: a JVM that starts uses all that it gets.
  private static let fewestPeriods: Int64 = 600

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var seen: Set<String> = []
    return exam.processesHere.filter(\.role.isOfCluster).compactMap { process in
      guard let group = process.cgroup, let periods = group.periods,
        let throttled = group.throttledPeriods, periods >= Self.fewestPeriods,
        seen.insert(group.path).inserted
      else { return nil }
      let percent = throttled * 100 / periods
      if percent < 10 { return Verdict(.passed, subject: "cpu:\(group.path)") }
      return .heldUp(process, group, percent)
    }
  }
}

extension Verdict {
  fileprivate static func heldUp(
    _ process: ProcessEvidence, _ group: CgroupEvidence, _ percent: Int64
  ) -> Verdict {
    let quota = group.cpuQuota.map { quota in
      let hundredths = Int(min(quota, 10_000) * 100)
      return " of \(hundredths / 100).\(hundredths / 10 % 10) CPUs"
    }
    return Verdict(
      .finding(percent >= 25 ? .warning : .info), subject: "cpu:\(group.path)",
      message: """
        The CPU quota\(quota ?? "") held \(process.described) up in \(percent) % of its periods: \
        calls, heartbeats and tasks come late.
        """,
      evidence: [
        EvidenceLine(
          source: "cgroup \(group.path)",
          text: "nr_throttled \(group.throttledPeriods ?? 0) of nr_periods \(group.periods ?? 0)")
      ],
      fix: Fix("raise the container's CPU limit, or do without one"), explains: [.heartbeatsLost])
  }
}

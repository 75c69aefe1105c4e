package import Diagnosis
import Evidence

/// A job whose tasks wait needs slots that nobody has.
package struct SlotsSufficeForJobs: Rule {
  package static let card = RuleCard(
    id: "FD8203", name: "slots-suffice-for-jobs", severity: .error,
    title: "No job waits for slots",
    why: """
      Tasks that have no slot stay scheduled; after slot.request.timeout (5 minutes) the job fails \
      with `NoResourceAvailableException: Could not acquire the minimum required resources`.
      """,
    fix: "Start more TaskManagers, give them more slots, or lower the parallelism of the job.",
    sources: [
      "/overview: slots-total, slots-available; /jobs/overview: tasks by state (run for 1.12, 1.20)"
    ],
    examples: [
      .finding(
        "",
        seen: [
          .job("RUNNING") {
            $0.parallelism = 8
            $0.tasks = ["scheduled": 8]
          } in: {
            $0.overview = ClusterOverview(taskManagers: 2, slots: 4, freeSlots: 4, running: 1)
          }
        ]),
      .finding(
        "",
        seen: [
          .job("CREATED") {
            $0.parallelism = 2
            $0.tasks = ["created": 2]
          } in: {
            $0.overview = ClusterOverview(taskManagers: 2, slots: 4, freeSlots: 0, running: 2)
          }
        ]),
      .healthy(
        "",
        seen: [
          .job("RUNNING") {
            $0.parallelism = 2
            $0.tasks = ["running": 2]
          } in: {
            $0.overview = ClusterOverview(taskManagers: 2, slots: 4, freeSlots: 0, running: 2)
          }
        ]),
      // Just started.
      .healthy(
        "",
        seen: [
          .job("RUNNING") {
            $0.parallelism = 8
            $0.tasks = ["scheduled": 8]
            $0.lastChangeMs = ClusterEvidence.exampleNow - 2000
          }
        ]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  /// Slots that are there are given out within a second; those of pods and containers come later.
  private static let patienceMs: Int64 = 10_000
  private static let patienceForOthersMs: Int64 = 90_000

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let jobs = cluster.jobs, let slots = cluster.overview else {
      return []
    }
    let now = cluster.likelyNowMs
    let isActive = [.kubernetesNative, .yarn].contains(exam.runningDeployment)
    let patience = isActive ? Self.patienceForOthersMs : Self.patienceMs
    return jobs.filter(\.isLive).compactMap { job in
      let waiting = job.tasks["scheduled", default: 0] + job.tasks["created", default: 0]
      guard waiting > 0, now - (job.lastChangeMs ?? job.startedMs) > patience,
        ["CREATED", "RUNNING", "RESTARTING"].contains(job.state)
      else { return waiting == 0 ? Verdict(.passed, subject: job.subject) : nil }
      let needed = job.parallelism ?? 1
      guard slots.freeSlots == 0 || needed > slots.slots else { return nil }
      return .waits(job, waiting, needed, slots, cluster)
    }
  }
}

extension Verdict {
  fileprivate static func waits(
    _ job: ClusterJob, _ waiting: Int, _ needed: Int, _ slots: ClusterOverview,
    _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: job.subject,
      message: """
        The job \(job.described) waits for slots with \(waiting) tasks: it needs \(needed) at once, \
        and the cluster has \(slots.slots), of which \(slots.freeSlots) are free. After \
        slot.request.timeout it fails with NoResourceAvailableException.
        """,
      evidence: [
        cluster.line(
          "/overview",
          "\(slots.taskManagers) TaskManagers, \(slots.slots) slots, \(slots.freeSlots) free"),
        cluster.line(
          "/jobs/overview",
          job.tasks.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")),
      ],
      fix: Fix(
        needed > slots.slots
          ? "start TaskManagers with \(needed - slots.slots) more slots (taskmanager."
            + "numberOfTaskSlots), or run it with -p \(max(1, slots.freeSlots))"
          : "cancel what holds the slots, or start more TaskManagers"),
      shows: [.jobsFail], explains: [.jobsFail])
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// A job gets no slots: TaskManagers are missing, or there are too few.
package struct SlotsSuffice: Rule {
  package static let texts: [LogText] = [
    .flink(
      "Slot request bulk is not fulfillable! Could not allocate the required slot within slot request timeout"
    ),
    .flink("Could not acquire the minimum required resources", since: FlinkVersion(1, 13)),
    .flink("Could not allocate all requires slots within timeout of ", until: FlinkVersion(1, 12)),
    .flink(
      "No pooled slot available and request to ResourceManager for new slot failed",
      until: FlinkVersion(1, 13)),
    .flink("Could not fulfill resource requirements of job "),
    .flink("NoResourceAvailableException"),
    .flink("UnfulfillableSlotRequestException"),
  ]

  package static let card = RuleCard(
    id: "FD7401", name: "slots-suffice", severity: .error,
    title: "There are slots for the job",
    why: """
      Within slot.request.timeout (5 min) the job did not get its slots. TaskManagers have not \
      registered or were lost, or the parallelism is larger than all their slots together; on \
      YARN and Kubernetes the queue or quota may be used up.
      """,
    fix: """
      Compare the number of slots (GET /overview) with the parallelism of the job; with no \
      TaskManager there, see why they do not register.
      """,
    sources: [
      "org.apache.flink.runtime.jobmaster.slotpool.PhysicalSlotRequestBulkCheckerImpl, DeclarativeSlotPoolBridge",
      "a real job of parallelism 4 on 1.20.5 with two slots",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:25:22,974 WARN  \
            org.apache.flink.runtime.jobmaster.slotpool.DeclarativeSlotPoolBridge [] - ↓Could \
            not acquire the minimum required resources, failing slot requests. Acquired: \
            [ResourceRequirement{resourceProfile=ResourceProfile{cpuCores=1, \
            taskHeapMemory=192.000mb (201326587 bytes), taskOffHeapMemory=0 bytes, \
            managedMemory=256.000mb (268435460 bytes), networkMemory=64.000mb (67108865 bytes)}, \
            numberOfRequiredSlots=2}]. Current slot pool status: Registered TMs: 1, registered \
            slots: 2 free slots: 0
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension SlotsSuffice: LogSignature {
  package static var rank: LogRank { .loss }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let registered = Set(
      story.events(.registeredTaskManager).compactMap {
        $0.text.part(after: "ResourceID ", before: " ")
      })
    // Only a log that has the JobManager's start has all registrations.
    let known = story.evidence.files.flatMap(\.runs).contains {
      $0.component == .jobManager && $0.hasStart
    }
    let count =
      !known
      ? ""
      : registered.isEmpty
        ? " By this log no TaskManager ever registered."
        : """
         By this log \(registered.count) \
         \(registered.count == 1 ? "TaskManager has" : "TaskManagers have") registered.
        """
    return LogStatement(
      """
      A job did not get its slots in time \(happening.when).\(count) Its parallelism is larger \
      than the slots that are free.
      """,
      fix: """
        compare slots-total of `GET /overview` with the parallelism of the job: start more \
        TaskManagers, or write more `taskmanager.numberOfTaskSlots`; with none registered see why
        """)
  }
}

package import Diagnosis
import Evidence

/// A metaspace that is full fails the next job that is submitted, and a heap that is full all of them.
package struct MemoryOfProcessesHasRoom: Rule {
  package static let card = RuleCard(
    id: "FD8402", name: "memory-of-processes-has-room", severity: .warning,
    title: "The metaspace of the processes has room left, and their heap as well after collections",
    why: """
      Classes of jobs stay in the metaspace for as long as anything refers to them. When it is full, \
      the next job fails with `OutOfMemoryError: Metaspace`, and the process ends.
      """,
    fix:
      "Restart the process; raise its metaspace; move libraries that leak from the job into lib/.",
    sources: [
      "Status.JVM.Memory.Metaspace.Used and .Max, Heap.Used and .Max, run for 1.12 to 2.3"
    ],
    examples: [
      .finding(
        "",
        seen: [
          .cluster {
            $0.taskManagers?[0].jvm = JVMEvidence(
              heapUsed: 10, heapMax: 100, metaspaceUsed: 260, metaspaceMax: 268)
          }
        ]),
      .finding(
        "", .info,
        seen: [
          .cluster {
            $0.jobManager = JVMEvidence(
              heapUsed: 96, heapMax: 100, metaspaceUsed: 20, metaspaceMax: 268)
          }
        ]),
      .healthy(
        "",
        seen: [
          .cluster {
            $0.jobManager = JVMEvidence(
              heapUsed: 60, heapMax: 100, metaspaceUsed: 20, metaspaceMax: 268)
          }
        ]),
      .healthy(
        "",
        seen: [
          .cluster { $0.jobManager = JVMEvidence(metaspaceUsed: 20, metaspaceMax: -1) }
        ]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  private static let full = 0.95

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster else { return [] }
    let processes =
      [("the JobManager", "jobmanager", cluster.jobManager)]
      + (cluster.taskManagers ?? []).map { ("the TaskManager \($0.id)", $0.id, $0.jvm) }
    return processes.compactMap { described, name, jvm in
      guard let jvm else { return nil }
      let metaspace = Self.share(jvm.metaspaceUsed, jvm.metaspaceMax)
      let heap = Self.share(jvm.heapUsed, jvm.heapMax)
      if let metaspace, metaspace >= Self.full {
        return .full(described, name, "metaspace", metaspace, .warning, cluster)
      }
      // Between two collections a heap may well be full; a window shows what is left after them.
      if let heap, heap >= Self.full { return .full(described, name, "heap", heap, .info, cluster) }
      return metaspace == nil && heap == nil ? nil : Verdict(.passed, subject: "process:\(name)")
    }
  }

  private static func share(_ used: Int64?, _ most: Int64?) -> Double? {
    guard let used, let most, most > 0 else { return nil }
    return Double(used) / Double(most)
  }
}

extension Verdict {
  fileprivate static func full(
    _ described: String, _ name: String, _ what: String, _ share: Double, _ severity: Severity,
    _ cluster: ClusterEvidence
  ) -> Verdict {
    let option =
      (name == "jobmanager" ? "jobmanager" : "taskmanager") + ".memory.jvm-metaspace.size"
    return Verdict(
      .finding(severity), subject: "process:\(name)",
      message:
        "\(described.capitalised) has used \(Int((share * 100).rounded())) % of its \(what). "
        + (what == "heap"
          ? "That may be just before a collection."
          : "The next job that is submitted may end it with OutOfMemoryError: Metaspace."),
      peer: cluster.peer,
      evidence: [
        EvidenceLine(source: "REST metrics", text: "\(what): \(Int((share * 100).rounded())) %")
      ],
      fix: Fix(
        what == "heap"
          ? "flinkdoctor cluster \(cluster.url) --gc-window 30s tells what collections take"
          : "restart it, and raise \(option)"))
  }
}

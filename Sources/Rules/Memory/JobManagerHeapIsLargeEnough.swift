package import Diagnosis
import FlinkConfiguration

/// The JobManager's heap is no smaller than Flink's recommended least.
package struct JobManagerHeapIsLargeEnough: Rule {
  package static let card = RuleCard(
    id: "FD5004", name: "job-manager-heap-is-large-enough", severity: .warning,
    title: "The JobManager's heap is 128 MiB or more",
    why: """
      What metaspace, overhead and off-heap memory leave of the process is the heap. With less than \
      128 MiB Flink starts with a warning in its log, and spends its time collecting garbage: calls \
      and heartbeats time out.
      """,
    fix: "Raise jobmanager.memory.process.size.",
    sources: ["JobManagerOptions#MIN_JVM_HEAP_SIZE, JobManagerFlinkMemoryUtils#verifyJvmHeapSize"],
    examples: [
      .finding("jobmanager.memory.process.size: ↓620m"),
      .finding("jobmanager.memory.heap.size: ↓100m"),
      .healthy("jobmanager.memory.process.size: 1600m"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let heap = try? exam.jobManagerMemory.get().size("jobmanager.memory.heap.size")
    else { return [] }
    let setting = [
      "jobmanager.memory.heap.size", "jobmanager.memory.flink.size",
      "jobmanager.memory.process.size", "jobmanager.heap.size", "jobmanager.heap.mb",
    ].lazy.compactMap { exam.setting($0) }.first
    guard let setting else { return [] }
    return [heap < MemorySize(mebibytes: 128) ? .small(setting, heap) : setting.passed]
  }
}

extension Verdict {
  fileprivate static func small(_ setting: Setting, _ heap: MemorySize) -> Verdict {
    setting.finding(
      .warning,
      "\(setting.key) leaves the JobManager a heap of \(heap.humanReadable), less than the 128m that "
        + "Flink recommends at least.",
      fix: Fix("jobmanager.memory.process.size: 1600m"),
      explains: [.callsFail, .heartbeatsLost])
  }
}

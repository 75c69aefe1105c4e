package import Diagnosis
import FlinkConfiguration

/// Each slot of a TaskManager has some heap to work with.
package struct TaskHeapSufficesForSlots: Rule {
  package static let card = RuleCard(
    id: "FD5005", name: "task-heap-suffices-for-slots", severity: .warning,
    title: "Each slot has 100 MiB of task heap or more",
    why: """
      The slots of a TaskManager share its heap. With very little for each, tasks die of \
      `OutOfMemoryError` or the JVM collects garbage until heartbeats time out.
      """,
    fix: "Have fewer slots, or a larger taskmanager.memory.process.size.",
    sources: ["TaskExecutorFlinkMemoryUtils: the task heap is what the other parts leave"],
    examples: [
      .finding("taskmanager.memory.process.size: 1728m\ntaskmanager.numberOfTaskSlots: ↓8"),
      .finding("↓taskmanager.memory.process.size: 1100m"),
      .healthy("taskmanager.memory.process.size: 1728m"),
      .healthy("taskmanager.memory.process.size: 8g\ntaskmanager.numberOfTaskSlots: 4"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let table = try? exam.taskManagerMemory.get(),
      let heap = table.size("taskmanager.memory.task.heap.size"),
      let slots = Int64(exam.text("taskmanager.numberOfTaskSlots") ?? "1"), slots > 0
    else { return [] }
    let each = heap.bytes / slots
    let slotSetting = exam.setting("taskmanager.numberOfTaskSlots")
    let isEnough = each >= MemorySize(mebibytes: 100).bytes
    if isEnough { return slotSetting.map { [$0.passed] } ?? [] }
    let totals = [
      "taskmanager.memory.task.heap.size", "taskmanager.memory.flink.size",
      "taskmanager.memory.process.size", "taskmanager.heap.size", "taskmanager.heap.mb",
    ].lazy.compactMap { exam.setting($0) }.first
    if slots > 1, let slotSetting {
      return [.little(slotSetting, each, slots, at: slotSetting.location)]
    }
    return totals.map { [.little($0, each, slots, at: $0.keyLocation ?? $0.location)] } ?? []
  }
}

extension Verdict {
  fileprivate static func little(
    _ setting: Setting, _ each: Int64, _ slots: Int64, at place: Location?
  ) -> Verdict {
    var verdict = setting.finding(
      .warning,
      "\(setting.key): \(setting.text) leaves each of \(slots) slot\(slots == 1 ? "" : "s") "
        + "\(each >> 20) MiB of heap, less than most tasks need.",
      fix: Fix(
        slots > 1
          ? "taskmanager.numberOfTaskSlots: \(max(1, each * slots / (256 << 20)))"
          : "taskmanager.memory.process.size: 1728m"),
      explains: [.heartbeatsLost])
    verdict.location = place
    return verdict
  }
}

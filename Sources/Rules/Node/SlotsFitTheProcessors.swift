package import Diagnosis
import Evidence
import FlinkConfiguration

/// A slot is worth a processor: more slots than that share what there is.
package struct SlotsFitTheProcessors: Rule {
  package static let card = RuleCard(
    id: "FD9513", name: "slots-fit-the-processors", severity: .warning,
    title: "taskmanager.numberOfTaskSlots is not over twice the processors",
    why: """
      Every slot runs a pipeline of tasks with threads of their own. With far more slots than \
      processors they wait for each other, checkpoints take longer, and heartbeats come late.
      """,
    fix: "Have as many slots as processors.",
    sources: ["Flink documentation, TaskManager slots", "cgroups: cpu.max"],
    examples: [
      .finding(
        "taskmanager.numberOfTaskSlots: ↓16", seen: [.process(.taskManager), .machine()]),
      .finding(
        "taskmanager.numberOfTaskSlots: ↓4",
        seen: [
          .machine(),
          .process(.taskManager) { $0.cgroup = CgroupEvidence(path: "/flink", cpuQuota: 1) },
        ]),
      .healthy("taskmanager.numberOfTaskSlots: 8", seen: [.process(.taskManager), .machine()]),
      .healthy("taskmanager.numberOfTaskSlots: 16", seen: [.process(.jobManager), .machine()]),
      .healthy("taskmanager.numberOfTaskSlots: 16"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let running = exam.processesOfThisConfiguration.filter { $0.role == .taskManager }
    guard let machine = exam.evidence.machine,
      let slots = exam.setting("taskmanager.numberOfTaskSlots"),
      let number = try? JavaNumber.int(slots.text),
      !running.isEmpty || exam.role == .taskManager
    else { return [] }
    let quota = running.compactMap { $0.cgroup?.cpuQuota }.min()
    let cpus = min(Double(machine.cpus), quota ?? .infinity)
    return [Double(number) > 2 * max(cpus, 1) ? .tooMany(slots, cpus) : slots.passed]
  }
}

extension Verdict {
  fileprivate static func tooMany(_ slots: Setting, _ cpus: Double) -> Verdict {
    let number = Int(min(max(cpus, 1), 100_000))
    return slots.finding(
      .warning,
      """
      taskmanager.numberOfTaskSlots is \(slots.text), and the TaskManager has \(number) \
      processor\(number == 1 ? "" : "s") here: its tasks wait for each other.
      """,
      fix: slots.replaced(by: "\(number)"), explains: [.heartbeatsLost])
  }
}

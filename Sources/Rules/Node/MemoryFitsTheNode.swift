package import Diagnosis
import Evidence
import FlinkConfiguration

/// A process that may grow larger than its machine or its container is killed when it does.
package struct MemoryFitsTheNode: Rule {
  package static let card = RuleCard(
    id: "FD9510", name: "memory-fits-the-node", severity: .error,
    title: "The memory that Flink's processes may take is there",
    why: """
      Heap, direct memory, metaspace and overhead add up to the size of a process. Where the machine \
      has less, or its control group allows less, the kernel kills the process as soon as it uses \
      what it was promised: the log ends without a word, and the peers see `Disassociated`.
      """,
    fix: "Set a smaller process.size, or give the machine or the container more.",
    sources: [
      "BashJavaUtils: GET_TM_RESOURCE_PARAMS, GET_JM_RESOURCE_PARAMS",
      "cgroups(7): memory.max, memory.limit_in_bytes",
    ],
    examples: [
      .finding(
        "↓taskmanager.memory.process.size: 32g", seen: [.process(.taskManager), .machine()]),
      .finding(
        "↓jobmanager.memory.process.size: 4g",
        seen: [
          .machine(),
          .process(.jobManager) {
            $0.cgroup = CgroupEvidence(path: "/flink", memoryLimitBytes: 2 << 30)
          },
        ]),
      .finding(
        "↓taskmanager.memory.process.size: 10g\njobmanager.memory.process.size: 8g", .warning,
        seen: [.machine(), .process(.taskManager), .process(.jobManager, pid: 4712)]),
      .healthy(
        "taskmanager.memory.process.size: 4g\njobmanager.memory.process.size: 4g",
        seen: [
          .machine(),
          .process(.taskManager) {
            $0.cgroup = CgroupEvidence(path: "/flink", memoryLimitBytes: 4 << 30)
          }, .process(.jobManager, pid: 4712),
        ]),
      .healthy("taskmanager.memory.process.size: 32g", seen: [.process(.jobManager), .machine()]),
      .healthy("taskmanager.memory.process.size: 32g"),
      .unknown(
        "taskmanager.memory.process.size: 32g",
        seen: [.process(.taskManager), .machine { $0.memoryBytes = nil }]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let machine = exam.evidence.machine else { return [] }
    let wanted = roles(exam).compactMap { role, process -> Wanted? in
      let table = role == .jobManager ? exam.jobManagerMemory : exam.taskManagerMemory
      guard let bytes = (try? table.get())?.totalProcess.bytes else { return nil }
      return Wanted(role: role, bytes: bytes, process: process)
    }
    guard !wanted.isEmpty else { return [] }
    guard let memory = machine.memoryBytes else {
      throw Unknown(subject: "memory", reason: "/proc/meminfo does not tell the machine's memory")
    }
    for each in wanted {
      let limit = min(memory, each.process?.cgroup?.memoryLimitBytes ?? memory)
      if each.bytes > limit { return [.tooLarge(each, limit, limit < memory, exam)] }
    }
    let sum = wanted.reduce(0) { $0 + $1.bytes }
    if wanted.count > 1, sum > memory { return [.tooLargeTogether(wanted, sum, memory, exam)] }
    return [Verdict(.passed, subject: "memory")]
  }

  /// What runs here, else what this node is for.
  private func roles(_ exam: Examination) -> [(Role, ProcessEvidence?)] {
    let running = exam.processesOfThisConfiguration.compactMap {
      process -> (Role, ProcessEvidence?)? in
      switch process.role {
      case .jobManager: (.jobManager, process)
      case .taskManager: (.taskManager, process)
      default: nil
      }
    }
    if !running.isEmpty { return running }
    return exam.role.flatMap { $0 == .client ? nil : [($0, nil)] } ?? []
  }
}

private struct Wanted {
  let role: Role
  let bytes: Int64
  let process: ProcessEvidence?

  var title: String { role == .jobManager ? "JobManager" : "TaskManager" }

  /// The setting that decides the size.
  func setting(_ exam: Examination) -> Setting? {
    let prefix = role.rawValue
    return ["memory.process.size", "memory.flink.size", "heap.size"].lazy
      .compactMap { exam.setting("\(prefix).\($0)") }.first
  }
}

extension Int64 {
  /// `4.0 GiB`, `512 MiB`.
  var asSize: String {
    let tenths = (self * 10) >> 30
    return tenths >= 10 ? "\(tenths / 10).\(tenths % 10) GiB" : "\(self >> 20) MiB"
  }
}

extension Verdict {
  fileprivate static func tooLarge(
    _ wanted: Wanted, _ limit: Int64, _ isGroup: Bool, _ exam: Examination
  ) -> Verdict {
    let setting = wanted.setting(exam)
    return Verdict(
      .finding(.error), subject: "memory",
      message: """
        A \(wanted.title) may take \(wanted.bytes.asSize), and \
        \(isGroup ? "its control group allows" : "this machine has") \(limit.asSize): the kernel \
        kills it when it does, and its log ends without a word.
        """,
      location: setting?.keyLocation ?? setting?.location, key: setting?.key,
      fix: Fix(
        "\(wanted.role.rawValue).memory.process.size: \(max(limit * 9 / 10, 1 << 20) >> 20)m"),
      explains: [.heartbeatsLost, .callsFail])
  }

  fileprivate static func tooLargeTogether(
    _ all: [Wanted], _ sum: Int64, _ memory: Int64, _ exam: Examination
  ) -> Verdict {
    let setting = all.lazy.compactMap { $0.setting(exam) }.first
    let names = all.map { "a \($0.title) \($0.bytes.asSize)" }
    return Verdict(
      .finding(.warning), subject: "memory",
      message: """
        The processes on this node may take \(sum.asSize) together (\(names.listed)), and it has \
        \(memory.asSize): the kernel kills one of them when they do.
        """,
      location: setting?.keyLocation ?? setting?.location, key: setting?.key,
      fix: Fix("give them sizes whose sum is below \(memory.asSize)"))
  }
}

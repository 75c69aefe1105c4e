package import Diagnosis
import FlinkConfiguration

/// The memory options of a process agree with each other, by Flink's own arithmetic.
package struct MemoryAddsUp: Rule {
  package static let card = RuleCard(
    id: "FD5001", name: "memory-adds-up", severity: .error,
    title: "The memory options of JobManager and TaskManager add up",
    why: """
      The start scripts divide the memory of a process before its JVM is started. Where the parts \
      are more than the whole, contradict each other or leave out what must be said, the script \
      prints the error and no process starts; there is not even a log file.
      """,
    fix: "Set one total, best the size of the process, and only those parts that you need.",
    sources: [
      "TaskExecutorProcessUtils and JobManagerProcessUtils, held against 1.12 to 2.3 over thousands of generated settings"
    ],
    examples: [
      .finding("taskmanager.memory.process.size: ↓400m\njobmanager.memory.process.size: 1600m"),
      .finding("jobmanager.memory.process.size: ↓500m\ntaskmanager.memory.process.size: 2g"),
      .finding(
        """
        jobmanager.memory.process.size: 1600m
        taskmanager.memory.flink.size: ↓1g
        taskmanager.memory.managed.size: 2g
        """),
      .finding(
        """
        jobmanager.memory.process.size: 1600m
        taskmanager.memory.process.size: 4g
        taskmanager.memory.network.min: ↓2g
        taskmanager.memory.network.max: 1g
        """),
      .finding(
        """
        jobmanager.memory.process.size: 1600m
        taskmanager.memory.process.size: 4g
        taskmanager.memory.managed.fraction: ↓1.0
        """),
      .finding(
        """
        jobmanager.memory.process.size: 1600m
        taskmanager.memory.process.size: 4g
        taskmanager.numberOfTaskSlots: ↓0
        """),
      .healthy("jobmanager.memory.process.size: 1600m\ntaskmanager.memory.process.size: 1728m"),
      .healthy(
        "jobmanager.heap.size: 1024m\ntaskmanager.heap.size: 1024m", version: FlinkVersion(1, 12)),
      .healthy("taskmanager.memory.process.size: 1728m", seen: [.role(.taskManager)]),
      .healthy("parallelism.default: 1", seen: [.deployment(.yarn)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    if exam.reading.abort != nil { return [] }
    return [Role.jobManager, .taskManager].compactMap { role in
      if let only = exam.role, only != role { return nil }
      switch role == .jobManager ? exam.jobManagerMemory : exam.taskManagerMemory {
      case .success:
        return Verdict(.passed, subject: "memory:\(role.rawValue)")
      case .failure(let failure):
        return exam.verdict(on: failure, of: role)
      }
    }
  }
}

extension Examination {
  /// A value that cannot be read, or lacks its unit, has a finding of its own.
  fileprivate func verdict(on failure: MemoryFailure, of role: Role) -> Verdict? {
    if failure.messages.contains(where: { $0.hasPrefix("Could not parse value") }) { return nil }
    let settings = failure.options.compactMap { setting($0) }
    let isSlip = settings.contains { setting in
      self.option(setting.option)
        .map { isUnitMissing(ReadSetting(setting: setting, option: $0)) } ?? false
    }
    if isSlip { return nil }
    let subject = "memory:\(role.rawValue)"
    guard let first = settings.first else {
      if let reason = memoryComesFromElsewhere {
        return Verdict(.skipped(reason: reason), subject: subject)
      }
      return .missing(role, failure, path: reading.path)
    }
    let related = settings.dropFirst().flatMap { $0.related("\($0.key) is \($0.text)") }
    return .refused(role, failure, first, related: related)
  }
}

extension Verdict {
  fileprivate static func refused(
    _ role: Role, _ failure: MemoryFailure, _ setting: Setting, related: [RelatedLocation]
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: "memory:\(role.rawValue)",
      message: "No \(role.name) starts: \(failure.core)", location: setting.location,
      related: related, key: setting.key,
      evidence: failure.messages.map { EvidenceLine(source: "Flink", text: $0) },
      fix: Fix(failure.advice(role)), explains: [.doesNotStart(role)], keepsFromStarting: true)
  }

  fileprivate static func missing(
    _ role: Role, _ failure: MemoryFailure, path: String
  ) -> Verdict {
    let size = role == .jobManager ? "1600m" : "1728m"
    return Verdict(
      .finding(.error), subject: "memory:\(role.rawValue)",
      message: "No \(role.name) starts: the file says nothing of its memory, and Flink has no "
        + "default for it.", location: Location(path: path),
      key: "\(role.rawValue).memory.process.size",
      evidence: [EvidenceLine(source: "Flink", text: failure.message)],
      fix: Fix("\(role.rawValue).memory.process.size: \(size)"),
      explains: [.doesNotStart(role)], keepsFromStarting: true)
  }
}

extension Role {
  fileprivate var name: String {
    switch self {
    case .jobManager: "JobManager"
    case .taskManager: "TaskManager"
    case .client: "client"
    }
  }
}

extension MemoryFailure {
  /// Flink's sentence without those that wrap it.
  fileprivate var core: String {
    let inner = messages.last { $0.contains(" ") && !$0.hasPrefix("min value") } ?? message
    let isDetail = inner.hasPrefix("fraction must be") || inner.hasPrefix("min value")
    let sentence = isDetail && messages.count > 1 ? messages[messages.count - 2] : inner
    return sentence.hasSuffix(".") ? sentence : sentence + "."
  }

  /// What to change, by what Flink complains of.
  fileprivate func advice(_ role: Role) -> String {
    let prefix = "\(role.rawValue).memory"
    let text = messages.joined(separator: " ")
    if text.contains("JVM Metaspace") && text.contains("Total Process Memory") {
      return "\(prefix).process.size: \(role == .jobManager ? "1600m" : "1728m")"
    }
    if text.contains("fraction must be") { return "\(options.first ?? prefix): 0.1" }
    if text.contains("min value must be") {
      return "make \(options.first ?? prefix) no larger than \(options.last ?? prefix)"
    }
    if text.contains("CPU cores") {
      return "\(options.first ?? "taskmanager.numberOfTaskSlots"): 1"
    }
    if text.contains("Derived") || text.contains("does not match") {
      return "delete \(prefix).flink.size and the parts, and set \(prefix).process.size alone"
    }
    return "raise \(prefix).process.size, or delete the parts that are more than the whole"
  }
}

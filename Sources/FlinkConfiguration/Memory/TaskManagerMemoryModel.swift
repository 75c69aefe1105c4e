/// `TaskExecutorFlinkMemoryUtils`.
struct TaskManagerMemoryModel: FlinkMemoryModel {
  private typealias Option = TaskManagerMemoryOption

  let options = MemoryOptions.taskManager
  let requiredFineGrained = [Option.taskHeap, Option.managed]

  func fromFineGrained(_ settings: MemorySettings) throws(MemoryFailure) -> TaskManagerMemory {
    let taskHeap = try settings.size(Option.taskHeap)
    let managed = try settings.size(Option.managed)
    var memory = try framework(settings)
    memory.taskHeap = taskHeap
    memory.managed = managed
    let used = try memory.total()
    if settings.contains(options.totalFlink) {
      let total = try settings.size(options.totalFlink)
      memory.network = try networkRest(of: total, used: used, memory, settings)
    } else if usesLegacyNetwork(settings) {
      memory.network = try legacyNetwork(settings)
    } else {
      memory.network = try networkRange(settings).part(besides: used)
    }
    return memory
  }

  func fromTotal(
    _ total: MemorySize, _ settings: MemorySettings
  ) throws(MemoryFailure) -> TaskManagerMemory {
    var memory = try framework(settings)
    if settings.contains(Option.taskHeap) {
      memory.taskHeap = try settings.size(Option.taskHeap)
      memory.managed = try managed(of: total, settings)
      let used = try memory.total()
      memory.network = try networkRest(of: total, used: used, memory, settings)
      return memory
    }
    memory.managed = try managed(of: total, settings)
    memory.network =
      try usesLegacyNetwork(settings)
      ? legacyNetwork(settings) : networkRange(settings).part(of: total)
    let used = try memory.total()
    guard used <= total else {
      throw .configuration(
        "Sum of configured Framework Heap Memory (\(memory.frameworkHeap.humanReadable)), Framework "
          + "Off-Heap Memory (\(memory.frameworkOffHeap.humanReadable)), Task Off-Heap Memory "
          + "(\(memory.taskOffHeap.humanReadable)), Managed Memory (\(memory.managed.humanReadable)) "
          + "and Network Memory (\(memory.network.humanReadable)) exceed configured Total Flink "
          + "Memory (\(total.humanReadable)).",
        [
          options.totalFlink, options.totalProcess, Option.managed, Option.taskOffHeap,
          Option.networkMin, Option.managedFraction, Option.frameworkHeap, Option.frameworkOffHeap,
        ])
    }
    memory.taskHeap = try total.subtracting(used)
    return memory
  }

  /// The parts that are never derived; the others are nothing yet.
  private func framework(_ settings: MemorySettings) throws(MemoryFailure) -> TaskManagerMemory {
    TaskManagerMemory(
      frameworkHeap: try settings.size(Option.frameworkHeap),
      frameworkOffHeap: try settings.size(Option.frameworkOffHeap), taskHeap: .zero,
      taskOffHeap: try settings.size(Option.taskOffHeap), network: .zero, managed: .zero)
  }

  private func managed(
    of total: MemorySize, _ settings: MemorySettings
  ) throws(MemoryFailure) -> MemorySize {
    if settings.contains(Option.managed) { return try settings.size(Option.managed) }
    let all = MemorySize(mebibytes: .max)
    return try settings.range(.zero, all, fraction: Option.managedFraction).part(of: total)
  }

  /// What total Flink memory leaves for the network when all else is said.
  private func networkRest(
    of total: MemorySize, used: MemorySize, _ memory: TaskManagerMemory, _ settings: MemorySettings
  ) throws(MemoryFailure) -> MemorySize {
    guard used <= total else {
      throw .configuration(
        "Sum of configured Framework Heap Memory (\(memory.frameworkHeap.humanReadable)), Framework "
          + "Off-Heap Memory (\(memory.frameworkOffHeap.humanReadable)), Task Heap Memory "
          + "(\(memory.taskHeap.humanReadable)), Task Off-Heap Memory "
          + "(\(memory.taskOffHeap.humanReadable)) and Managed Memory "
          + "(\(memory.managed.humanReadable)) exceed configured Total Flink Memory "
          + "(\(total.humanReadable)).",
        [
          options.totalFlink, options.totalProcess, Option.taskHeap, Option.managed,
          Option.taskOffHeap, Option.frameworkHeap, Option.frameworkOffHeap,
        ])
    }
    let network = try total.subtracting(used)
    do throws(MemoryFailure) {
      try checkNetwork(network, total, settings)
    } catch {
      guard error.isConfiguration else { throw error }
      throw error.wrapped(
        "If Total Flink, Task Heap and (or) Managed Memory sizes are explicitly configured then the "
          + "Network Memory size is the rest of the Total Flink memory after subtracting all other "
          + "configured types of memory, but the derived Network Memory is inconsistent with its "
          + "configuration.")
    }
    return network
  }
}

/// The network's share, with the count of buffers that it was once set by (until 1.20).
extension TaskManagerMemoryModel {
  private func networkRange(_ settings: MemorySettings) throws(MemoryFailure) -> RangeFraction {
    try settings.range(
      min: Option.networkMin, max: Option.networkMax, fraction: Option.networkFraction)
  }

  private func usesLegacyNetwork(_ settings: MemorySettings) -> Bool {
    !settings.version.isFrom(FlinkVersion(2, 0)) && settings.contains(Option.networkBuffers)
      && ![Option.networkMin, Option.networkMax, Option.networkFraction].contains(
        where: settings.contains)
  }

  private func legacyNetwork(_ settings: MemorySettings) throws(MemoryFailure) -> MemorySize {
    guard case .integer(let count)? = try settings.get(Option.networkBuffers, as: .integer) else {
      return .zero
    }
    let page = try pageSize(settings)
    guard let size = MemorySize(bytes: Int64(count) * Int64(page)) else {
      throw .other("bytes must be >= 0", [Option.networkBuffers])
    }
    return size
  }

  /// `ConfigurationParserUtils.getPageSize`.
  private func pageSize(_ settings: MemorySettings) throws(MemoryFailure) -> Int32 {
    guard case .memorySize(let size)? = try settings.get(Option.segmentSize, as: .memorySize) else {
      return 32768
    }
    guard let page = Int32(exactly: size.bytes) else {
      throw .other(
        "Cannot downcast long value \(size.bytes) to integer.", [Option.segmentSize])
    }
    let start = "Invalid configuration value for \(Option.segmentSize) : \(page) - "
    guard page >= 4096 else {
      throw .configuration(start + "Minimum memory segment size is 4096", [Option.segmentSize])
    }
    guard page & (page - 1) == 0 else {
      throw .configuration(
        start + "Memory segment size must be a power of 2.", [Option.segmentSize])
    }
    return page
  }

  private func checkNetwork(
    _ network: MemorySize, _ total: MemorySize, _ settings: MemorySettings
  ) throws(MemoryFailure) {
    if usesLegacyNetwork(settings) {
      let configured = try legacyNetwork(settings)
      guard configured == network else {
        throw .configuration(
          "Derived Network Memory size (\(network.humanReadable)) does not match configured Network "
            + "Memory size (\(configured.humanReadable)).", [Option.networkBuffers])
      }
      return
    }
    let range = try networkRange(settings)
    guard range.contains(network) else {
      throw .configuration(
        "Derived Network Memory size (\(network.humanReadable)) is not in configured Network Memory "
          + "range [\(range.smallest.humanReadable), \(range.largest.humanReadable)].",
        [
          options.totalFlink, options.totalProcess, Option.taskHeap, Option.managed,
          Option.networkMin, Option.networkMax,
        ])
    }
    if settings.contains(Option.networkFraction) {
      _ = try total.multiplied(by: range.fraction)
    }
  }
}

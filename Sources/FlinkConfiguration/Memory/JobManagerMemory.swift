/// `JobManagerFlinkMemory`.
struct JobManagerMemory: FlinkMemory {
  let heap: MemorySize
  let offHeap: MemorySize

  func total() throws(MemoryFailure) -> MemorySize { try heap.adding(offHeap) }
}

/// `JobManagerFlinkMemoryUtils`.
struct JobManagerMemoryModel: FlinkMemoryModel {
  let options = MemoryOptions.jobManager
  static let heap = "jobmanager.memory.heap.size"
  static let offHeap = "jobmanager.memory.off-heap.size"
  let requiredFineGrained = [heap]

  func fromFineGrained(_ settings: MemorySettings) throws(MemoryFailure) -> JobManagerMemory {
    let heap = try settings.size(Self.heap)
    let offHeap = try settings.size(Self.offHeap)
    guard settings.contains(options.totalFlink) else {
      return JobManagerMemory(heap: heap, offHeap: offHeap)
    }
    let total = try settings.size(options.totalFlink)
    let advice =
      "Please, make the configuration consistent or configure only one option: either JVM Heap or "
      + "Total Flink Memory."
    if settings.contains(Self.offHeap) {
      guard try heap.adding(offHeap) == total else {
        throw .configuration(
          "Sum of the configured JVM Heap Memory (\(heap.humanReadable)) and the configured Off-heap "
            + "Memory (\(offHeap.humanReadable)) does not match the configured Total Flink Memory "
            + "(\(total.humanReadable)). \(advice)",
          [options.totalFlink, Self.heap, Self.offHeap])
      }
      return JobManagerMemory(heap: heap, offHeap: offHeap)
    }
    guard total >= heap else {
      throw .configuration(
        "The configured JVM Heap Memory (\(heap.humanReadable)) exceeds the configured Total Flink "
          + "Memory (\(total.humanReadable)). \(advice)", [options.totalFlink, Self.heap])
    }
    return JobManagerMemory(heap: heap, offHeap: try total.subtracting(heap))
  }

  func fromTotal(
    _ total: MemorySize, _ settings: MemorySettings
  ) throws(MemoryFailure) -> JobManagerMemory {
    let offHeap = try settings.size(Self.offHeap)
    guard total > offHeap else {
      throw .configuration(
        "The configured Total Flink Memory (\(total.humanReadable)) is less than the configured "
          + "Off-heap Memory (\(offHeap.humanReadable)).",
        [options.totalFlink, options.totalProcess, Self.offHeap])
    }
    return JobManagerMemory(heap: try total.subtracting(offHeap), offHeap: offHeap)
  }
}

/// `ProcessMemoryUtils`: the fine-grained options, else total Flink memory, else total process memory.
extension FlinkMemoryModel {
  func derive(_ settings: MemorySettings) throws(MemoryFailure) -> ProcessMemory<Memory> {
    if requiredFineGrained.allSatisfy(settings.contains) {
      let flink = try fromFineGrained(settings)
      return try besides(flink, total: try flink.total(), settings)
    }
    if settings.contains(options.totalFlink) {
      let total = try settings.size(options.totalFlink)
      return try besides(try fromTotal(total, settings), total: total, settings)
    }
    if settings.contains(options.totalProcess) { return try fromTotalProcess(settings) }
    throw .configuration(
      "Either required fine-grained memory (\(requiredFineGrained.joined(separator: " and "))), or "
        + "Total Flink Memory size (\(settings.describe(options.totalFlink))), or Total Process "
        + "Memory size (\(settings.describe(options.totalProcess))) need to be configured "
        + "explicitly.", [])
  }

  private func overheadRange(_ settings: MemorySettings) throws(MemoryFailure) -> RangeFraction {
    try settings.range(
      min: options.overheadMin, max: options.overheadMax, fraction: options.overheadFraction)
  }

  private func fromTotalProcess(
    _ settings: MemorySettings
  ) throws(MemoryFailure) -> ProcessMemory<Memory> {
    let total = try settings.size(options.totalProcess)
    let metaspace = try settings.size(options.metaspace)
    let overhead = try overheadRange(settings).part(of: total)
    let both = try metaspace.adding(overhead)
    guard both <= total else {
      throw .configuration(
        "Sum of configured JVM Metaspace (\(metaspace.humanReadable)) and JVM Overhead "
          + "(\(overhead.humanReadable)) exceed configured Total Process Memory "
          + "(\(total.humanReadable)).",
        [options.totalProcess, options.metaspace, options.overheadMin])
    }
    let flink = try fromTotal(try total.subtracting(both), settings)
    return ProcessMemory(flink: flink, metaspace: metaspace, overhead: overhead)
  }

  /// `deriveJvmMetaspaceAndOverheadFromTotalFlinkMemory`.
  private func besides(
    _ flink: Memory, total flinkTotal: MemorySize, _ settings: MemorySettings
  ) throws(MemoryFailure) -> ProcessMemory<Memory> {
    let metaspace = try settings.size(options.metaspace)
    let both = try flinkTotal.adding(metaspace)
    let overhead: MemorySize
    if settings.contains(options.totalProcess) {
      overhead = try overheadRest(of: both, flinkTotal, metaspace, settings)
    } else {
      overhead = try overheadRange(settings).part(besides: both)
      _ = try both.adding(overhead)
    }
    return ProcessMemory(flink: flink, metaspace: metaspace, overhead: overhead)
  }

  private func overheadRest(
    of both: MemorySize, _ flinkTotal: MemorySize, _ metaspace: MemorySize,
    _ settings: MemorySettings
  ) throws(MemoryFailure) -> MemorySize {
    let total = try settings.size(options.totalProcess)
    guard total >= both else {
      throw .configuration(
        "The configured Total Process Memory size (\(total.humanReadable)) is less than the sum of "
          + "the derived Total Flink Memory size (\(flinkTotal.humanReadable)) and the configured "
          + "or default JVM Metaspace size  (\(metaspace.humanReadable)).",
        [options.totalProcess, options.totalFlink, options.metaspace])
    }
    let overhead = try total.subtracting(both)
    let range = try overheadRange(settings)
    guard range.contains(overhead) else {
      throw .configuration(
        "Derived JVM Overhead size (\(overhead.humanReadable)) is not in configured JVM Overhead "
          + "range [\(range.smallest.humanReadable), \(range.largest.humanReadable)].",
        [options.totalProcess, options.totalFlink, options.overheadMin, options.overheadMax])
    }
    if settings.contains(options.overheadFraction) {
      _ = try total.multiplied(by: range.fraction)
    }
    return overhead
  }
}

/// The options of one process, by what they mean.
struct MemoryOptions {
  let prefix: String
  var totalProcess: String { prefix + "process.size" }
  var totalFlink: String { prefix + "flink.size" }
  var metaspace: String { prefix + "jvm-metaspace.size" }
  var overheadMin: String { prefix + "jvm-overhead.min" }
  var overheadMax: String { prefix + "jvm-overhead.max" }
  var overheadFraction: String { prefix + "jvm-overhead.fraction" }

  static let jobManager = MemoryOptions(prefix: "jobmanager.memory.")
  static let taskManager = MemoryOptions(prefix: "taskmanager.memory.")
}

/// What Flink itself uses of a process: `TaskExecutorFlinkMemory` and `JobManagerFlinkMemory`.
protocol FlinkMemory {
  func total() throws(MemoryFailure) -> MemorySize
}

/// How a process divides its Flink memory (`FlinkMemoryUtils`).
protocol FlinkMemoryModel {
  associatedtype Memory: FlinkMemory
  var options: MemoryOptions { get }
  /// All of them set: nothing is derived from a total.
  var requiredFineGrained: [String] { get }
  func fromFineGrained(_ settings: MemorySettings) throws(MemoryFailure) -> Memory
  func fromTotal(_ total: MemorySize, _ settings: MemorySettings) throws(MemoryFailure) -> Memory
}

/// Flink's memory and what the JVM takes beside it.
struct ProcessMemory<Memory: FlinkMemory> {
  let flink: Memory
  let metaspace: MemorySize
  let overhead: MemorySize

  func total() throws(MemoryFailure) -> MemorySize {
    try flink.total().adding(metaspace).adding(overhead)
  }
}

/// `TaskExecutorFlinkMemory`.
struct TaskManagerMemory: FlinkMemory {
  var frameworkHeap: MemorySize
  var frameworkOffHeap: MemorySize
  var taskHeap: MemorySize
  var taskOffHeap: MemorySize
  var network: MemorySize
  var managed: MemorySize

  func heap() throws(MemoryFailure) -> MemorySize { try frameworkHeap.adding(taskHeap) }

  func direct() throws(MemoryFailure) -> MemorySize {
    try frameworkOffHeap.adding(taskOffHeap).adding(network)
  }

  func total() throws(MemoryFailure) -> MemorySize {
    try .sum(frameworkHeap, frameworkOffHeap, taskHeap, taskOffHeap, network, managed)
  }
}

/// The options of `TaskManagerMemory`.
enum TaskManagerMemoryOption {
  static let frameworkHeap = "taskmanager.memory.framework.heap.size"
  static let frameworkOffHeap = "taskmanager.memory.framework.off-heap.size"
  static let taskHeap = "taskmanager.memory.task.heap.size"
  static let taskOffHeap = "taskmanager.memory.task.off-heap.size"
  static let managed = "taskmanager.memory.managed.size"
  static let managedFraction = "taskmanager.memory.managed.fraction"
  static let networkMin = "taskmanager.memory.network.min"
  static let networkMax = "taskmanager.memory.network.max"
  static let networkFraction = "taskmanager.memory.network.fraction"
  static let networkBuffers = "taskmanager.network.numberOfBuffers"
  static let segmentSize = "taskmanager.memory.segment-size"
}

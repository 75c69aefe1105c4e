/// Flink's memory model: from the settings to the table of sizes, or to Flink's refusal.
///
/// It is what `BashJavaUtils` computes for `taskmanager.sh` and `jobmanager.sh`
/// (`GET_TM_RESOURCE_PARAMS`, `GET_JM_RESOURCE_PARAMS`), and Kubernetes and YARN for their containers.
package struct MemoryModel {
  private let settings: MemorySettings

  /// `lookUp` gives the value of exactly this key.
  package init(
    version: VersionInForce, dialect: Dialect, lookUp: @escaping (String) -> ConfigurationValue?
  ) {
    settings = MemorySettings(version: version, dialect: dialect, lookUp: lookUp)
  }

  package init(
    _ configuration: EffectiveConfiguration, version: VersionInForce, dialect: Dialect
  ) {
    self.init(version: version, dialect: dialect) { configuration[$0]?.value }
  }

  package func jobManager() -> Result<MemoryTable, MemoryFailure> {
    Result { () throws(MemoryFailure) in
      var settings = settings
      let memory: ProcessMemory<JobManagerMemory>
      do throws(MemoryFailure) {
        try LegacyHeap.map("jobmanager", to: JobManagerMemoryModel.heap, in: &settings)
        memory = try JobManagerMemoryModel().derive(settings)
      } catch {
        // 2.0 lost the sentence with the old heap options.
        throw settings.version.isFrom(FlinkVersion(2, 0))
          ? error : error.prefixed("JobManager memory configuration failed")
      }
      return try table(memory, settings)
    }
  }

  package func taskManager() -> Result<MemoryTable, MemoryFailure> {
    Result { () throws(MemoryFailure) in
      var settings = settings
      do throws(MemoryFailure) {
        try LegacyHeap.map(
          "taskmanager", to: MemoryOptions.taskManager.totalFlink, in: &settings)
      } catch {
        throw error.prefixed("TaskManager failed to map legacy JVM heap option to the new one")
      }
      do throws(MemoryFailure) {
        let memory = try TaskManagerMemoryModel().derive(settings)
        return try table(memory, try TaskManagerResources(settings))
      } catch {
        throw error.prefixed("TaskManager memory configuration failed")
      }
    }
  }

  private func table(
    _ memory: ProcessMemory<JobManagerMemory>, _ settings: MemorySettings
  ) throws(MemoryFailure) -> MemoryTable {
    let total = try memory.total()
    var parameters = ["-Xmx\(memory.flink.heap.bytes)", "-Xms\(memory.flink.heap.bytes)"]
    let limit = "jobmanager.memory.enable-jvm-direct-memory-limit"
    if case .boolean(true)? = try settings.get(limit, as: .boolean) {
      parameters.append("-XX:MaxDirectMemorySize=\(memory.flink.offHeap.bytes)")
    }
    parameters.append("-XX:MaxMetaspaceSize=\(memory.metaspace.bytes)")
    let options = MemoryOptions.jobManager
    return MemoryTable(
      jvmParameters: parameters,
      properties: [
        JobManagerMemoryModel.heap: "\(memory.flink.heap.bytes)b",
        JobManagerMemoryModel.offHeap: "\(memory.flink.offHeap.bytes)b",
        options.metaspace: "\(memory.metaspace.bytes)b",
        options.overheadMin: "\(memory.overhead.bytes)b",
        options.overheadMax: "\(memory.overhead.bytes)b",
      ], totalProcess: total, totalFlink: try memory.flink.total())
  }

  private func table(
    _ memory: ProcessMemory<TaskManagerMemory>, _ resources: TaskManagerResources
  ) throws(MemoryFailure) -> MemoryTable {
    typealias Option = TaskManagerMemoryOption
    let flink = memory.flink
    let options = MemoryOptions.taskManager
    var properties = [
      Option.frameworkHeap: "\(flink.frameworkHeap.bytes)b",
      Option.frameworkOffHeap: "\(flink.frameworkOffHeap.bytes)b",
      Option.taskHeap: "\(flink.taskHeap.bytes)b",
      Option.taskOffHeap: "\(flink.taskOffHeap.bytes)b",
      Option.networkMin: "\(flink.network.bytes)b",
      Option.networkMax: "\(flink.network.bytes)b",
      Option.managed: "\(flink.managed.bytes)b",
      options.metaspace: "\(memory.metaspace.bytes)b",
      options.overheadMin: "\(memory.overhead.bytes)b",
      options.overheadMax: "\(memory.overhead.bytes)b",
    ]
    properties.merge(resources.properties) { _, new in new }
    let heap = try flink.heap().bytes
    return MemoryTable(
      jvmParameters: [
        "-Xmx\(heap)", "-Xms\(heap)", "-XX:MaxDirectMemorySize=\(try flink.direct().bytes)",
        "-XX:MaxMetaspaceSize=\(memory.metaspace.bytes)",
      ], properties: properties, totalProcess: try memory.total(),
      totalFlink: try flink.total())
  }
}

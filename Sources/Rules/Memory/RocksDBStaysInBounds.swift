package import Diagnosis
import FlinkConfiguration

/// RocksDB takes its memory from Flink's managed memory, and there is some.
package struct RocksDBStaysInBounds: Rule {
  package static let card = RuleCard(
    id: "FD5006", name: "rocks-db-stays-in-bounds", severity: .warning,
    title: "RocksDB's memory is bound to managed memory",
    why: """
      Without managed memory RocksDB takes native memory of its own for each state of each slot, \
      beyond what the process was given: containers are killed for it (exit 137, `running beyond \
      physical memory limits`). Managed memory of nothing leaves it no cache at all.
      """,
    fix: "Delete the line: managed memory is on by default, 0.4 of Flink's memory.",
    sources: ["RocksDBOptions#USE_MANAGED_MEMORY; Flink's documentation on memory trouble"],
    examples: [
      .finding("state.backend: rocksdb\nstate.backend.rocksdb.memory.managed: ↓false"),
      .finding(
        """
        state.backend: rocksdb
        taskmanager.memory.process.size: 4g
        taskmanager.memory.managed.fraction: ↓0
        """),
      .healthy("state.backend: hashmap\nstate.backend.rocksdb.memory.managed: false"),
      .healthy(
        """
        state.backend: rocksdb
        state.backend.rocksdb.memory.managed: false
        state.backend.rocksdb.memory.fixed-per-slot: 512m
        """),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let backend = exam.setting("state.backend.type") ?? exam.setting("state.backend")
    guard let backend, backend.text.lowercased() == "rocksdb" else { return [] }
    if exam.setting("state.backend.rocksdb.memory.fixed-per-slot") != nil { return [] }
    if let managed = exam.setting("state.backend.rocksdb.memory.managed"),
      managed.text.lowercased() == "false"
    {
      return [.unbound(managed)]
    }
    guard let size = try? exam.taskManagerMemory.get().size("taskmanager.memory.managed.size"),
      size.bytes == 0,
      let setting = exam.setting("taskmanager.memory.managed.size")
        ?? exam.setting("taskmanager.memory.managed.fraction")
    else { return [] }
    return [.nothing(setting)]
  }
}

extension Verdict {
  fileprivate static func unbound(_ setting: Setting) -> Verdict {
    setting.finding(
      .warning,
      "\(setting.key) is false: RocksDB takes native memory beyond what the TaskManager was given, "
        + "until something kills the process.",
      fix: setting.replaced(by: "true"), explains: [.heartbeatsLost])
  }

  fileprivate static func nothing(_ setting: Setting) -> Verdict {
    setting.finding(
      .warning,
      "\(setting.key) is \(setting.text): RocksDB lives on managed memory, and there is none.",
      fix: Fix("delete the line \(setting.key): \(setting.text)"))
  }
}

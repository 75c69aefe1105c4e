package import Diagnosis
import FlinkConfiguration

extension Setting {
  /// The lines to write in the place of one whose key was dropped.
  ///
  /// Where the meaning of the value changed with the key, the line says what the old one did.
  package func succeeded(by keys: [String]) -> Fix {
    if let lines = Self.translated(key, text) { return Fix(lines.joined(separator: "\n")) }
    if keys.count == 1, let name = keys.first, !Self.isOtherwiseWritten(key) {
      return renamed(to: name)
    }
    return Fix(keys.map { "\($0): …" }.joined(separator: "\n"))
  }

  /// What an old line meant, in present words.
  ///
  /// The heap sizes as Flink itself mapped them up to 1.20: the JobManager's to its heap, the
  /// TaskManager's to all of Flink's memory (`JobManagerProcessUtils`, `TaskExecutorProcessUtils`,
  /// `BashJavaUtils`).
  private static func translated(_ key: String, _ value: String) -> [String]? {
    switch key {
    case "jobmanager.heap.size": ["jobmanager.memory.heap.size: \(value)"]
    case "jobmanager.heap.mb": ["jobmanager.memory.heap.size: \(value)m"]
    case "taskmanager.heap.size": ["taskmanager.memory.flink.size: \(value)"]
    case "taskmanager.heap.mb": ["taskmanager.memory.flink.size: \(value)m"]
    case "security.ssl.enabled":
      ["security.ssl.internal.enabled: \(value)", "security.ssl.rest.enabled: \(value)"]
    case "cluster.evenly-spread-out-slots":
      ["taskmanager.load-balance.mode: \(value.lowercased() == "true" ? "SLOTS" : "NONE")"]
    default: nil
    }
  }

  /// Keys whose successor takes values of another kind.
  private static func isOtherwiseWritten(_ key: String) -> Bool {
    [
      "pipeline.default-kryo-serializers", "pipeline.registered-kryo-types",
      "pipeline.registered-pojo-types", "table.exec.shuffle-mode",
      "table.exec.legacy-transformation-uids",
      "taskmanager.network.batch-shuffle.compression.enabled",
      "taskmanager.network.blocking-shuffle.compression.enabled",
    ].contains(key)
  }
}

/// What the name of a jar in `lib/` tells: `flink-connector-kafka_2.12-1.14.6.jar`.
struct FlinkJar {
  /// Without version and Scala suffix: `flink-json`.
  let artifact: String
  /// `2.12`; nil where the jar is not bound to a Scala.
  let scala: String?
  let version: String

  /// nil for what is not of the form `flink-<name>[_<scala>]-<version>.jar`.
  init?(_ name: String) {
    guard name.hasPrefix("flink-"), name.hasSuffix(".jar") else { return nil }
    let stem = name.dropLast(4)
    let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
    guard let at = parts.firstIndex(where: { $0.first?.isNumber == true }), at > 1 else {
      return nil
    }
    version = parts[at...].joined(separator: "-")
    let head = parts[..<at].joined(separator: "-")
    if let low = head.lastIndex(of: "_"), head[low...].hasPrefix("_2.") {
      scala = String(head[head.index(after: low)...])
      artifact = String(head[..<low])
    } else {
      scala = nil
      artifact = head
    }
  }

  /// Whether the jar is released together with flink-dist; connectors of their own have two versions.
  var isOfFlinksRelease: Bool {
    let own = [
      "flink-dist", "flink-json", "flink-csv", "flink-avro", "flink-parquet", "flink-orc",
      "flink-cep", "flink-scala", "flink-table-api-java-uber", "flink-table-planner-loader",
      "flink-table-planner", "flink-table-runtime", "flink-table", "flink-table-blink",
      "flink-connector-files", "flink-s3-fs-hadoop", "flink-s3-fs-presto", "flink-sql-parquet",
      "flink-sql-avro", "flink-sql-orc", "flink-python",
    ]
    return own.contains(artifact)
  }
}

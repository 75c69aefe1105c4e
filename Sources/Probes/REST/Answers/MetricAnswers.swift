import Evidence

/// A metric, with its value where values were asked for.
struct MetricAnswer: Decodable {
  var id: String
  var value: String?
}

/// A metric over all TaskManagers.
struct AggregatedAnswer: Decodable {
  var id: String
  var min: Double?
  var max: Double?
  var sum: Double?
}

/// The names of the metrics of a JVM that are asked for.
struct JVMMetrics: Hashable {
  static let heapUsed = "Status.JVM.Memory.Heap.Used"
  static let heapMax = "Status.JVM.Memory.Heap.Max"
  static let metaspaceUsed = "Status.JVM.Memory.Metaspace.Used"
  static let metaspaceMax = "Status.JVM.Memory.Metaspace.Max"

  /// What stands between prefix and suffix of a collector's metrics: `G1_Young_Generation`.
  var collectors: [String]

  /// Of all that there are; `All`, from 1.20 on, is what the others add up to.
  init(among names: [String]) {
    collectors = names.compactMap { name in
      guard name.hasPrefix(Self.prefix), name.hasSuffix(".Time") else { return nil }
      let collector = String(name.dropFirst(Self.prefix.count).dropLast(".Time".count))
      return collector == "All" ? nil : collector
    }.sorted()
  }

  private static let prefix = "Status.JVM.GarbageCollector."

  var times: [String] { collectors.map { "\(Self.prefix)\($0).Time" } }
  var counts: [String] { collectors.map { "\(Self.prefix)\($0).Count" } }

  var names: [String] {
    [Self.heapUsed, Self.heapMax, Self.metaspaceUsed, Self.metaspaceMax] + times + counts
  }

  /// nil where no value has come yet.
  func evidence(_ values: [String: Double]) -> JVMEvidence? {
    guard values[Self.heapUsed] != nil else { return nil }
    func bytes(_ name: String) -> Int64? { values[name].flatMap { Int64(exactly: $0.rounded()) } }
    func sum(_ names: [String]) -> Int64? {
      let found = names.compactMap { bytes($0) }
      return found.count == names.count && !names.isEmpty ? found.reduce(0, &+) : nil
    }
    return JVMEvidence(
      heapUsed: bytes(Self.heapUsed), heapMax: bytes(Self.heapMax),
      metaspaceUsed: bytes(Self.metaspaceUsed), metaspaceMax: bytes(Self.metaspaceMax),
      collections: sum(counts).map { Int($0) }, collectionTimeMs: sum(times))
  }
}

/// `/jobmanager/logs` and `/taskmanagers/:id/logs`.
struct LogListAnswer: Decodable {
  struct Log: Decodable {
    var name: String
    var size: Int
  }

  var logs: [Log]
}

/// What a TaskManager has beside memory: CPU cores, slots, and external resources such as GPUs
/// (`TaskExecutorProcessUtils.createMemoryProcessSpec`).
struct TaskManagerResources {
  private(set) var properties: [String: String] = [:]

  private static let cores = "taskmanager.cpu.cores"
  private static let slots = "taskmanager.numberOfTaskSlots"
  private static let external = "external-resources"

  init(_ settings: MemorySettings) throws(MemoryFailure) {
    let cores = try Self.cores(settings)
    properties[Self.cores] = try Self.text(ofCores: cores, settings.version)
    guard settings.version.isFrom(FlinkVersion(1, 13)) else { return }
    properties[Self.slots] = String(try Self.slots(settings))
    try addExternal(settings)
  }

  private static func slots(_ settings: MemorySettings) throws(MemoryFailure) -> Int32 {
    guard case .integer(let slots)? = try settings.get(slots, as: .integer) else { return 1 }
    return slots
  }

  private static func cores(_ settings: MemorySettings) throws(MemoryFailure) -> Double {
    var cores = 0.0
    if settings.contains(Self.cores) {
      if case .double(let number)? = try settings.get(Self.cores, as: .double) { cores = number }
    } else {
      cores = Double(try slots(settings))
    }
    if cores <= 0 {
      throw .configuration(
        "TaskExecutors need to be started with a positive number of CPU cores. Please configure "
          + "\(Self.cores) accordingly.",
        [settings.contains(Self.cores) ? Self.cores : slots])
    }
    return cores
  }

  /// `Resource` keeps eight decimals from 1.14 on.
  private static func text(
    ofCores cores: Double, _ version: VersionInForce
  ) throws(MemoryFailure) -> String {
    guard cores.isFinite else {
      // The constructor of BigDecimal reads the first letter of NaN or Infinity.
      throw .other(
        "Character \(cores.isNaN ? "N" : "I") is neither a decimal digit number, decimal point, nor "
          + "\"e\" notation exponential mark.", [Self.cores])
    }
    guard version.isFrom(FlinkVersion(1, 14)) else { return JavaDouble.text(of: cores) }
    guard let decimal = BigDecimal(JavaText(JavaDouble.text(of: cores))),
      let scaled = decimal.whole(times: 100_000_000)
    else { return JavaDouble.text(of: cores) }
    let number = Double("\(scaled)e-8") ?? cores
    return JavaDouble.text(of: number)
  }

  private mutating func addExternal(_ settings: MemorySettings) throws(MemoryFailure) {
    properties[Self.external] = "none"
    var names: Set<String> = []
    guard let written = settings.written(Self.external), written.javaString != "none",
      case .list(let list)? = try settings.get(Self.external, as: .list(.string))
    else { return }
    for case .string(let name) in list { names.insert(name) }
    var amounts: [(name: String, amount: Int64)] = []
    for name in names {
      let key = "external-resource.\(name).amount"
      guard case .long(let amount)? = try settings.get(key, as: .long), amount > 0 else { continue }
      amounts.append((name, amount))
    }
    guard !amounts.isEmpty else { return }
    for (name, amount) in amounts {
      properties["external-resource.\(name).amount"] = "\(Self.throughDouble(amount))"
    }
    let joined = JavaHashMap.order(amounts.map(\.name)).joined(separator: ";")
    properties[Self.external] =
      settings.version.isFrom(FlinkVersion(1, 15)) ? "\"\(joined)\"" : joined
  }

  /// Flink keeps amounts as doubles, and takes the low 64 bits of the decimal that Java prints of one.
  private static func throughDouble(_ amount: Int64) -> Int64 {
    let text = JavaDouble.text(of: Double(amount))
    guard amount > 1 << 53, let exponent = text.split(separator: "E").last.flatMap({ Int($0) }),
      let digits = text.split(separator: "E").first?.filter({ $0 != "." }),
      digits.count <= exponent + 1, exponent < 30
    else { return amount }
    let zeros = String(repeating: "0", count: exponent + 1 - digits.count)
    return Int64(truncatingIfNeeded: UInt128(digits + zeros) ?? 0)
  }
}

/// The order in which a `java.util.HashMap` of strings lists its keys.
private enum JavaHashMap {
  static func order(_ keys: [String]) -> [String] {
    var buckets = 16
    while keys.count * 4 > buckets * 3 { buckets *= 2 }
    return keys.sorted { left, right in
      (bucket(left, buckets), left) < (bucket(right, buckets), right)
    }
  }

  private static func bucket(_ key: String, _ count: Int) -> Int {
    let hash = key.utf16.reduce(UInt32(0)) { $0 &* 31 &+ UInt32($1) }
    return Int(hash ^ (hash >> 16)) & (count - 1)
  }
}

import FlinkConfiguration

/// Memory settings in every combination, the same in every run: sensible ones, tight ones and broken ones.
struct GeneratedMemorySettings {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(state: seed) }

  /// A configuration file that both dialects read.
  mutating func next() -> String {
    var lines: [(key: String, value: String)] = []
    let isBroken = random.below(8) == 0
    for process in ["taskmanager", "jobmanager"] {
      let isWild = random.below(4) == 0
      for key in totals(process) { lines.append((key, size(isWild ? 0...62 : 28...34))) }
      for key in Self.sizes[process] ?? [] where random.below(isWild ? 3 : 7) == 0 {
        lines.append((key, size(isWild ? 0...62 : 20...31)))
      }
      for key in Self.fractions[process] ?? [] where random.below(7) == 0 {
        lines.append((key, pick(isWild ? Self.oddFractions : Self.goodFractions)))
      }
      if random.below(12) == 0 { equalise(&lines, "\(process).memory.jvm-overhead") }
    }
    if random.below(12) == 0 { equalise(&lines, "taskmanager.memory.network") }
    for (key, values) in Self.others where random.below(9) == 0 {
      lines.append((key, pick(values)))
    }
    if isBroken, !lines.isEmpty {
      lines[random.below(lines.count)].value = pick(Self.broken)
    }
    var seen: Set<String> = []
    return lines.filter { seen.insert($0.key).inserted }
      .map { "\($0.key): \($0.value)\n" }.joined()
  }

  private mutating func totals(_ process: String) -> [String] {
    let keys = ["memory.process.size", "memory.flink.size"].map { "\(process).\($0)" }
    switch random.below(10) {
    case 0: return []
    case 1...4: return [keys[0]]
    case 5...7: return [keys[1]]
    default: return keys
    }
  }

  /// min = max.
  private mutating func equalise(_ lines: inout [(key: String, value: String)], _ name: String) {
    let value = size(20...30)
    lines.insert(("\(name).min", value), at: 0)
    lines.insert(("\(name).max", value), at: 0)
  }

  /// About two to the power of one of `powers`, in one of the units that fit.
  private mutating func size(_ powers: ClosedRange<Int>) -> String {
    let power = powers.lowerBound + random.below(powers.count)
    let bytes = UInt64(1) << UInt64(power) | random.next() & (UInt64(1) << UInt64(power) &- 1)
    let units: [(String, UInt64)] = [
      ("", 0), ("b", 0), (" bytes", 0), ("k", 10), (" kb", 10), ("m", 20), ("mb", 20), (" MB", 20),
      ("g", 30), (" gb", 30), ("t", 40),
    ]
    let fitting = units.filter { $0.1 < UInt64(power) || $0.1 == 0 }
    let unit = fitting[random.below(fitting.count)]
    return "\(bytes >> unit.1)\(unit.0)"
  }

  private mutating func pick(_ values: [String]) -> String { values[random.below(values.count)] }

  private static let sizes = [
    "taskmanager": [
      "taskmanager.memory.framework.heap.size", "taskmanager.memory.framework.off-heap.size",
      "taskmanager.memory.task.heap.size", "taskmanager.memory.task.off-heap.size",
      "taskmanager.memory.managed.size", "taskmanager.memory.network.min",
      "taskmanager.memory.network.max", "taskmanager.memory.jvm-metaspace.size",
      "taskmanager.memory.jvm-overhead.min", "taskmanager.memory.jvm-overhead.max",
      "taskmanager.heap.size", "taskmanager.memory.size", "taskmanager.network.memory.min",
      "taskmanager.network.memory.max", "taskmanager.memory.framework.off-heap.batch-shuffle.size",
    ],
    "jobmanager": [
      "jobmanager.memory.heap.size", "jobmanager.memory.off-heap.size",
      "jobmanager.memory.jvm-metaspace.size", "jobmanager.memory.jvm-overhead.min",
      "jobmanager.memory.jvm-overhead.max", "jobmanager.heap.size",
    ],
  ]

  private static let fractions = [
    "taskmanager": [
      "taskmanager.memory.managed.fraction", "taskmanager.memory.network.fraction",
      "taskmanager.memory.jvm-overhead.fraction", "taskmanager.network.memory.fraction",
    ],
    "jobmanager": ["jobmanager.memory.jvm-overhead.fraction"],
  ]

  private static let goodFractions = [
    "0", "0.0", "0.1", "0.15", "0.2", "0.25", "0.3", "0.333", "0.4", "0.5", "0.6", "0.7", "0.05",
    "1e-3", "0.123456789", "0.875",
  ]
  private static let oddFractions =
    goodFractions + [
      "1", "1.0", "-0.1", "2", "0.99999994", "0.99999999", "1e-40", "1e-50", "NaN", "0.999", "-0",
      "1e39", "0.9", "Infinity", "0.1f", "0x1p-3", "1e-7",
    ]
  private static let broken = [
    "1.5g", "10 gib", "-1", "abc", "'1g'", "1_024m", "9223372036854775808", "9223372036854775807",
    "8388608t", "9007199254740992k", "1 g b", "true", "0.5", "0", "1", "10%",
  ]
  private static let others = [
    (
      "taskmanager.cpu.cores",
      [
        "1", "2.5", "0", "-1", "0.000000001", "1.123456789", "1e3", "NaN", "Infinity", "8", "x",
        "123456789.123456789", "1e10", "0.1",
      ]
    ),
    ("taskmanager.numberOfTaskSlots", ["1", "2", "4", "0", "-1", "100", "2.5", "x", "3000000000"]),
    ("taskmanager.heap.mb", ["1024", "4096", "0", "-1", "2147483647", "1g"]),
    ("jobmanager.heap.mb", ["1024", "256", "-5", "2048"]),
    ("taskmanager.network.numberOfBuffers", ["2048", "4096", "-1", "0", "100000", "2147483647"]),
    ("taskmanager.memory.segment-size", ["32kb", "64kb", "4096", "4095", "5000", "3g", "1"]),
    ("taskmanager.memory.fraction", ["0.7", "0.1"]),
    ("jobmanager.memory.enable-jvm-direct-memory-limit", ["true", "false", "TRUE", "yes"]),
    ("external-resources", ["gpu", "none", "gpu;fpga", "fpga;gpu;abc;tpu", "''", "'none;gpu'"]),
    ("external-resource.gpu.amount", ["1", "2", "0", "x"]),
    ("external-resource.fpga.amount", ["3", "-1", "9223372036854775807"]),
    ("external-resource.tpu.amount", ["4"]),
    ("external-resource.abc.amount", ["5", "1g"]),
    ("taskmanager.memory.managed.consumer-weights", ["OPERATOR:70,STATE_BACKEND:30", "x"]),
  ]
}

import Evidence

/// Short names of the logs, as the timeline puts them in front of its lines.
struct LogNames {
  private let names: [String]

  init(_ logs: LogEvidence) {
    var counts: [String: Int] = [:]
    var names = [String](repeating: "", count: logs.files.count)
    // What a rotated log goes on in has the name of its first part.
    let firsts = logs.files.indices.filter { logs.files[$0].continues == nil }
    let shorts = firsts.map { Self.short(logs.files[$0].component) }
    for (file, short) in zip(firsts, shorts) {
      counts[short, default: 0] += 1
      let isOnly = shorts.count { $0 == short } == 1
      names[file] = isOnly ? short : short + "\(counts[short, default: 0])"
    }
    for file in logs.files.indices where names[file].isEmpty {
      var first = file
      var seen: Set<Int> = []
      while let before = logs.files[first].continues, seen.insert(first).inserted { first = before }
      names[file] = names[first]
    }
    self.names = names
  }

  subscript(_ file: Int) -> String { names.indices.contains(file) ? names[file] : "" }

  private static func short(_ component: LogFileEvidence.Component) -> String {
    switch component {
    case .jobManager: "JM"
    case .taskManager: "TM"
    case .client: "client"
    case .unknown: "log"
    }
  }
}

extension LogFileEvidence.Component {
  /// As Flink spells it.
  var words: String {
    switch self {
    case .jobManager: "JobManager"
    case .taskManager: "TaskManager"
    case .client: "client"
    case .unknown: "unknown writer"
    }
  }
}

import Evidence

/// Short names of the logs, as the timeline puts them in front of its lines.
struct LogNames {
  private let names: [String]

  init(_ logs: LogEvidence) {
    var counts: [String: Int] = [:]
    var names: [String] = []
    let shorts = logs.files.map { Self.short($0.component) }
    for short in shorts {
      counts[short, default: 0] += 1
      let isOnly = shorts.count { $0 == short } == 1
      names.append(isOnly ? short : short + "\(counts[short, default: 0])")
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

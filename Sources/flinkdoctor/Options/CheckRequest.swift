/// What a command line asks of `check`, in its own words.
struct CheckRequest {
  var paths: [String] = []
  var flinkVersion = ""
  var dialect = ""
  var settings: [String] = []
  var propertiesFromEnvironment = false
  var deployment = "auto"
  var topology = "auto"
  var role = "auto"
  var jobmanager = ""
  var expect = "up"
  var firewall = false
  var isStatic = false
  var isSaved = false
  var save = ""
  var format = "text"
  var color = "auto"
  var reports: [String] = []
  var failOn = "error"
  var show = "info"
  var only: [String] = []
  var skip: [String] = []
  var timeout = "3s"
  var deadline = "15s"
  var timeServers: [String] = []
  var baseline = ""
  var requireComplete = false
  var quiet = false
  var verbose = false
}

extension CheckRequest {
  /// Reads a command line that is plainly a `check`: known options, spelt out.
  ///
  /// A gate in CI and a hook before each commit run nothing else, and the parser library alone
  /// takes twice as long as all the rest of such a run. Whatever is not as plain as that, a request
  /// for help or a mistake, is nil and left to the library.
  init?(plainly arguments: [String]) {
    guard arguments.first == "check" else { return nil }
    var rest = arguments.dropFirst()
    while let word = rest.popFirst() {
      switch word {
      case "-q": quiet = true
      case "-v": verbose = true
      case _ where word.hasPrefix("--"):
        let parts = word.dropFirst(2).split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first.map(String.init) else { return nil }
        switch LongOptions.kind(of: name, in: "check") {
        case .flag:
          guard parts.count == 1, raise(name) else { return nil }
        case .value, .values:
          guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(),
            parts.count == 2 || !value.hasPrefix("-"), set(name, value)
          else { return nil }
        case nil: return nil
        }
      case _ where word.hasPrefix("-") && word != "-": return nil
      default: paths.append(word)
      }
    }
  }

  private mutating func raise(_ flag: String) -> Bool {
    switch flag {
    case "properties-from-env": propertiesFromEnvironment = true
    case "firewall": firewall = true
    case "from": isSaved = true
    case "static": isStatic = true
    case "require-complete": requireComplete = true
    case "quiet": quiet = true
    case "verbose": verbose = true
    default: return false
    }
    return true
  }

  private mutating func set(_ option: String, _ value: String) -> Bool {
    switch option {
    case "flink-version": flinkVersion = value
    case "dialect": dialect = value
    case "set": settings.append(value)
    case "deployment": deployment = value
    case "topology": topology = value
    case "role": role = value
    case "jobmanager": jobmanager = value
    case "expect": expect = value
    case "format": format = value
    case "color": color = value
    case "report": reports.append(value)
    case "fail-on": failOn = value
    case "show": show = value
    case "only": only.append(value)
    case "skip": skip.append(value)
    case "timeout": timeout = value
    case "deadline": deadline = value
    case "ntp": timeServers.append(value)
    case "baseline": baseline = value
    case "save": save = value
    default: return false
    }
    return true
  }
}

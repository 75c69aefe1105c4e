import Evidence
import FlinkConfiguration

/// What a Flink main class is told on its command line.
///
/// `ClusterEntrypoint` and `TaskManagerRunner` of 1.12 to 2.3 parse it with commons-cli:
/// `--configDir`, `-Dkey=value` in one word or two, and for a JobManager `--host` and `--webui-port`,
/// which are laid over the dynamic properties.
struct FlinkArguments: Sendable, Hashable {
  private(set) var configDir: String?
  private(set) var overrides: [ProcessEvidence.Override] = []

  init(_ words: [String], role: ProcessEvidence.Role) {
    var rest = words[...]
    var last: [ProcessEvidence.Override] = []
    while let word = rest.popFirst() {
      if word.hasPrefix("-D") {
        let pair = word == "-D" ? rest.popFirst() ?? "" : String(word.dropFirst(2))
        if let pair = Self.pair(pair) { overrides.append(pair) }
      } else if let value = Self.value("--configDir", "-c", word, &rest) {
        configDir = value
      } else if role == .jobManager, let value = Self.value("--host", "-h", word, &rest) {
        last.append(.init("jobmanager.rpc.address", value))
      } else if role == .jobManager, let value = Self.value("--webui-port", "-r", word, &rest) {
        // jobmanager.sh passes 0 where conf/masters names no port; Flink ignores what is negative.
        if !value.hasPrefix("-") { last.append(.init("rest.port", value)) }
      }
    }
    overrides += last
  }

  private static func value(
    _ long: String, _ short: String, _ word: String, _ rest: inout ArraySlice<String>
  ) -> String? {
    if word == long || word == short { return rest.popFirst() }
    return word.hasPrefix(long + "=") ? String(word.dropFirst(long.count + 1)) : nil
  }

  private static func pair(_ text: String) -> ProcessEvidence.Override? {
    guard let at = text.firstIndex(of: "="), at != text.startIndex else { return nil }
    let key = String(text[..<at])
    return .init(
      key, SensitiveKeys.isSensitive(key) ? "******" : String(text[text.index(after: at)...]))
  }
}

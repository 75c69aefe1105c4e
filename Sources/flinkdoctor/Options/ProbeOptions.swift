import Diagnosis

/// The options of `probe`, as values.
struct ProbeOptions {
  let target: LeaderAddress
  let conf: String?
  /// Those that it shares with `check`.
  let check: CheckOptions
  let isIntrusive: Bool
  let isReverse: Bool
  /// For `--reverse`; nil for the configuration's, or this machine's own.
  let name: String?
  /// nil for one look.
  let watch: WatchSchedule?
}

/// `HOST:PORT`, or an address as it stands in Flink's logs.
enum ProbeTargetText {
  static func parse(_ text: String) -> LeaderAddress? {
    var text = text[...]
    let parts = text.split(separator: "://", maxSplits: 1)
    if parts.count == 2 { text = parts[1] }
    if let slash = text.firstIndex(of: "/") { text = text[..<slash] }
    if let at = text.lastIndex(of: "@") { text = text[text.index(after: at)...] }
    return LeaderAddress(String(text))
  }
}

import FlinkConfiguration

/// Versions in words, neighbours together: `1.12-1.17, 2.0`.
enum VersionNames {
  static func of(_ versions: [FlinkVersion]) -> String {
    var runs: [(from: FlinkVersion, to: FlinkVersion)] = []
    for version in versions.sorted() {
      if let last = runs.last, follows(version, last.to) {
        runs[runs.count - 1].to = version
      } else {
        runs.append((version, version))
      }
    }
    return runs.map { $0.from == $0.to ? "\($0.from)" : "\($0.from)-\($0.to)" }
      .joined(separator: ", ")
  }

  private static func follows(_ version: FlinkVersion, _ earlier: FlinkVersion) -> Bool {
    let next = FlinkVersion.known.firstIndex(of: earlier).map { $0 + 1 }
    return next.flatMap { FlinkVersion.known.indices.contains($0) ? FlinkVersion.known[$0] : nil }
      == version
  }
}

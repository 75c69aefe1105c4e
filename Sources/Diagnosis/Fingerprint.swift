/// A stable name for a finding, for baselines and code-quality reports.
///
/// FNV-1a over 64 bits: no secret and no adversary, only the wish that a finding keeps its name
/// when lines move above it.
package enum Fingerprint {
  package static func of(_ parts: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0x1f) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// How many parts of these paths, from the end, tell them apart: 1 for `conf/a.yaml` and
  /// `conf/b.yaml`, 2 for `dev/flink-conf.yaml` and `prod/flink-conf.yaml`.
  package static func partsToTellApart(_ paths: [String]) -> Int {
    let split = Set(paths).map { $0.split(separator: "/") }
    let most = max(split.map(\.count).max() ?? 1, 1)
    return (1..<most).first { parts in Set(split.map { $0.suffix(parts) }).count == split.count }
      ?? most
  }
}

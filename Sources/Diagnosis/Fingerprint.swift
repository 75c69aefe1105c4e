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
}

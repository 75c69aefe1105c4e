import Evidence

/// Times of logs in the words of a message.
package enum LogTime {
  /// `09:24:06.450`, by the clock of the logs.
  package static func clock(_ milliseconds: Int64?) -> String {
    guard let milliseconds else { return "a time that no line tells" }
    return CivilTime(milliseconds: milliseconds).clock
  }

  /// `0.4 s`, `87 s`, `7 min`, `3 h`, `2 d`.
  package static func length(_ milliseconds: Int64) -> String {
    let milliseconds = max(milliseconds, 0)
    switch milliseconds {
    case ..<1000: return "\(milliseconds) ms"
    case ..<10_000: return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    case ..<180_000: return "\((milliseconds + 500) / 1000) s"
    case ..<10_800_000: return "\((milliseconds + 30_000) / 60_000) min"
    case ..<172_800_000: return "\((milliseconds + 1_800_000) / 3_600_000) h"
    default: return "\((milliseconds + 43_200_000) / 86_400_000) d"
    }
  }
}

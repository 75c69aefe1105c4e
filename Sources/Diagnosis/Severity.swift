/// How much a finding matters.
package enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  case info
  case warning
  case error

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  /// One step milder: for a finding that holds for some of the possible versions only.
  package var milder: Self { self == .error ? .warning : .info }

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

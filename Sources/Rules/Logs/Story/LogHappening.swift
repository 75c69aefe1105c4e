package import Evidence

/// The lines of one signature that one process wrote in one stretch of time.
package struct LogHappening: Sendable {
  package let id: String
  package let rank: LogRank
  /// The stretch of time, counted from 0.
  package let episode: Int
  package let author: LogProcess
  package let events: [LogEvent]
  /// The author was connected later, and had not been before: noise of the start.
  package internal(set) var isOfStart = false
  /// The author was connected again later.
  package internal(set) var isHealed = false
  /// It follows an orderly stop.
  package internal(set) var isOfStop = false

  package var first: LogEvent { events[0] }
  package var time: Int64? { first.time }
  package var lastTime: Int64? { events.compactMap { $0.lastTime ?? $0.time }.max() }
  package var count: Int { events.reduce(0) { $0 + $1.count } }

  /// What it is worth when the cause is looked for.
  package var weight: LogRank {
    guard rank < .stop else { return rank }
    // Noise of a start explains nothing of what came after it.
    return isOfStart ? .note : isOfStop ? .trace : rank
  }

  /// `once`, `twice`, `12 times`, `412 times in 7 min`.
  package var often: String {
    switch count {
    case 1: return "once"
    case 2: return "twice"
    default:
      guard let time, let lastTime, lastTime - time >= 1000 else { return "\(count) times" }
      return "\(count) times in \(LogTime.length(lastTime - time))"
    }
  }
}

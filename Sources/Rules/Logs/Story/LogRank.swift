/// How much a line, or several logs together, say about why a cluster failed.
package enum LogRank: Int, Sendable, Hashable, Comparable {
  /// No fault by itself.
  case note
  /// What follows when somebody is lost: tasks fail, addresses do not resolve.
  case trace
  /// Somebody is not heard of any more, or does not answer.
  case loss
  /// The network's own answer: refused, dropped, no route. It tells where, not why.
  case network
  /// No line says it; the logs of both sides together do.
  case inferred
  /// An orderly stop that somebody asked for.
  case stop
  /// The reason, in the words of the one that failed.
  case proof

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

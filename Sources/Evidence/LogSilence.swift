/// A stretch in which a log says nothing, between two lines of one run.
package struct LogSilence: Sendable, Hashable, Codable {
  package var file: Int
  /// The first line after it.
  package var line: Int
  /// The time of the line before it.
  package var from: Int64
  package var to: Int64

  package init(file: Int, line: Int, from: Int64, to: Int64) {
    self.file = file
    self.line = line
    self.from = from
    self.to = to
  }

  package var milliseconds: Int64 { to - from }
}

/// How far the clock of one file is ahead of another's.
package struct LogSkew: Sendable, Hashable, Codable {
  package var file: Int
  package var other: Int
  /// Positive where `file` is ahead.
  package var milliseconds: Int64
  /// How many events that both record agree on it.
  package var pairs: Int
  /// Such as `registration of a TaskManager`.
  package var basis: String

  package init(file: Int, other: Int, milliseconds: Int64, pairs: Int, basis: String) {
    self.file = file
    self.other = other
    self.milliseconds = milliseconds
    self.pairs = pairs
    self.basis = basis
  }
}

/// What a JobManager answered, and when.
struct TimedAnswer<Answer: Sendable>: Sendable {
  var answer: Answer
  /// When the request left and when the answer's head arrived.
  var asked: ContinuousClock.Instant
  var answered: ContinuousClock.Instant
}

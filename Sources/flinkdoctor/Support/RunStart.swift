/// When a run began, by the calendar and by a clock that nobody sets.
struct RunStart {
  let text = Timestamp.now
  private let instant = ContinuousClock.now

  var elapsed: Duration { instant.duration(to: .now) }
}

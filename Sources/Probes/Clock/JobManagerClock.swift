import Evidence
import Sockets

/// How the clock of a JobManager stands to this machine's, by what its REST endpoint answers.
///
/// `now` of a running job is exact to a millisecond. Without one there is the `Date` of a static
/// page, which is exact to a second; the JSON answers of Flink carry none.
struct JobManagerClock: Sendable {
  private let client: RESTClient
  private let clock: WallClock

  init(_ client: RESTClient, beside clock: WallClock) {
    self.client = client
    self.clock = clock
  }

  /// By one of the jobs that runs, where one does.
  func read(
    _ jobs: Result<JobsAnswer, RESTFailure>, within limit: TimeLimit
  ) async -> PeerClockEvidence {
    async let date = date(within: limit)
    let offset = await offset(ofOneIn: jobs, within: limit)
    return (await date).refined(by: offset)
  }

  /// By a static page.
  func date(within limit: TimeLimit) async -> PeerClockEvidence {
    let start = ContinuousClock.now
    var evidence = PeerClockEvidence(
      host: client.endpoint.host, address: client.address.description, port: client.endpoint.port)
    switch await client.ask(.page, until: limit.end) {
    case .success(let page)?:
      if let seconds = page.header("Date").flatMap({ HTTPDate.seconds($0) }) {
        // The fraction is cut off.
        evidence.offset = clock.offset(
          of: seconds * 1000..<seconds * 1000 + 1000, asked: page.asked, answered: page.answered)
        evidence.source = .dateHeader
      } else {
        evidence.error = "HTTP status \(page.status) without a date"
      }
    case .failure(let failure)?:
      evidence.error = RESTFailure(failed: failure, path: RESTPath.page.text).words
    case nil: evidence.error = RESTFailure(.timedOut, path: RESTPath.page.text).words
    }
    evidence.durationMs = start.duration(to: .now).milliseconds
    return evidence
  }

  private func offset(
    ofOneIn jobs: Result<JobsAnswer, RESTFailure>, within limit: TimeLimit
  ) async -> ClockOffset? {
    guard case .success(let answer) = jobs,
      let running = answer.jobs.first(where: { $0.state == "RUNNING" }),
      let path = RESTPath.job(running.jid),
      case .success(let job) = await client.timed(path, as: JobAnswer.self, within: limit)
    else { return nil }
    return clock.offset(of: job)
  }
}

extension WallClock {
  /// By `now` of a job.
  func offset(of job: TimedAnswer<JobAnswer>) -> ClockOffset? {
    job.answer.now.map { offset(of: $0..<$0 + 1, asked: job.asked, answered: job.answered) }
  }

  /// The offset of a clock that showed something of `shown`, in milliseconds since 1970, some time
  /// between the question and the answer.
  fileprivate func offset(
    of shown: Range<Int64>, asked: ContinuousClock.Instant, answered: ContinuousClock.Instant
  ) -> ClockOffset {
    let least = Double(shown.lowerBound) - milliseconds(at: answered)
    let most = Double(shown.upperBound) - milliseconds(at: asked)
    return ClockOffset(ms: (least + most) / 2, errorMs: max(0, (most - least) / 2))
  }
}

extension PeerClockEvidence {
  /// With what a running job told, where one did.
  func refined(by job: ClockOffset?) -> PeerClockEvidence {
    guard let job else { return self }
    var evidence = self
    evidence.offset = job
    evidence.source = .runningJob
    evidence.error = nil
    return evidence
  }
}

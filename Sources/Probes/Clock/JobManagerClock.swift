import Evidence
import Glibc
import Sockets
import SystemPackage

/// Reads the clock of a JobManager from its REST endpoint.
///
/// `now` of a running job is exact to a millisecond. Without one there is the `Date` of a static
/// page, which is exact to a second; the JSON answers of Flink carry none.
struct JobManagerClock {
  let host: String
  let address: String
  let port: Int
  /// Asks for one path; nil when cancelled.
  let ask: @Sendable (RESTPath, ContinuousClock.Instant) async -> Result<HTTPAnswer, HTTPFailure>?

  /// nil when cancelled.
  func read(within limit: TimeLimit) async -> PeerClockEvidence? {
    let end = limit.end
    let clock = WallClock()
    let start = ContinuousClock.now
    var evidence = PeerClockEvidence(host: host, address: address, port: port)
    defer { evidence.durationMs = start.duration(to: .now).milliseconds }
    guard let page = await ask(.page, end) else { return nil }
    let answer: HTTPAnswer
    switch page {
    case .success(let success): answer = success
    case .failure(let failure):
      evidence.error = failure.text
      return evidence
    }
    if let seconds = answer.header("Date").flatMap({ HTTPDate.seconds($0) }) {
      // The fraction is cut off.
      evidence.offset = clock.offset(from: seconds * 1000, to: seconds * 1000 + 1000, answer)
      evidence.source = .dateHeader
    } else {
      evidence.error = "HTTP status \(answer.status) without a date"
    }
    if let offset = await offsetOfJob(clock, until: end) {
      evidence.offset = offset
      evidence.source = .runningJob
      evidence.error = nil
    }
    return evidence
  }

  private func offsetOfJob(
    _ clock: WallClock, until end: ContinuousClock.Instant
  ) async -> ClockOffset? {
    guard case .success(let jobs)? = await ask(.jobs, end), jobs.status == 200,
      let path = JobAnswers.runningJob(jobs.body).flatMap({ RESTPath.job($0) }),
      case .success(let job)? = await ask(path, end), job.status == 200,
      let now = JobAnswers.now(job.body)
    else { return nil }
    return clock.offset(from: now, to: now + 1, job)
  }
}

extension JobManagerClock {
  /// Over plain HTTP.
  init(host: String, address: IPAddress, port: Int, _ dialer: Dialer) {
    self.init(host: host, address: address.description, port: port) { path, end in
      await dialer.get(
        HTTPQuestion(path.text, host: host, port: port), at: address, port: port,
        timeout: max(.zero, ContinuousClock.now.duration(to: end)))
    }
  }
}

extension WallClock {
  /// The offset of a clock that showed something from `first` to `last`, in milliseconds since 1970,
  /// some time between the question and the answer.
  fileprivate func offset(from first: Int64, to last: Int64, _ answer: HTTPAnswer) -> ClockOffset {
    let least = Double(first) - milliseconds(at: answer.answered)
    let most = Double(last) - milliseconds(at: answer.asked)
    return ClockOffset(ms: (least + most) / 2, errorMs: max(0, (most - least) / 2))
  }
}

extension HTTPFailure {
  fileprivate var text: String {
    switch self {
    case .timedOut: "no answer in time"
    case .failed(let code): Errno(rawValue: code).description
    case .notHTTP(let reason): "no HTTP: \(reason)"
    case .closed: "no HTTP: the connection was closed before an answer"
    case .endless: "no HTTP: the answer does not end"
    case .tls: "no HTTP: TLS"
    }
  }
}

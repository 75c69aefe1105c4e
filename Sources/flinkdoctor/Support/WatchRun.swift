import Diagnosis
import Examining
import Probes
import Reports

/// `probe --watch`: pings one peer until Ctrl-C, or for as long as was asked.
struct WatchRun {
  private let options: ProbeOptions
  private let schedule: WatchSchedule
  private let watching: Watching
  private let limits: WatchReport.Limits

  /// nil for a peer that cannot be pinged; its report says why.
  init?(_ exam: Examination, _ options: ProbeOptions, _ schedule: WatchSchedule) {
    guard
      let watching = Watching(
        exam, interval: schedule.interval, timeout: options.check.examining.timeout)
    else { return nil }
    self.watching = watching
    self.options = options
    self.schedule = schedule
    limits = WatchReport.Limits(ask: watching.askTimeoutMs, heartbeat: watching.heartbeatTimeoutMs)
  }

  func perform() async throws {
    let isJSON = options.check.format == .json
    let isLive = !isJSON && Terminal.outputIsTerminal
    var report = WatchReport(
      target: "\(options.target)", limits: limits, interval: schedule.interval / .milliseconds(1),
      width: Terminal.width ?? 100)
    Interrupt.catch()
    let end = schedule.limit.map { ContinuousClock.now.advanced(by: $0) }
    let events = watching.events(until: {
      Interrupt.hasCome || end.map { ContinuousClock.now >= $0 } == true
    })
    for await happened in events {
      let event = WatchReport.Event(happened)
      let time = Timestamp.now
      report.note(event, at: time)
      if isJSON {
        try Output.write(WatchReport.json(event, at: time))
      } else if isLive {
        try Output.write("\r\u{1B}[K" + report.live)
      } else if let line = report.line(event, at: time) {
        try Output.write(line)
      }
    }
    if isLive { try Output.write("\r\u{1B}[K") }
    try Output.write(isJSON ? report.summaryJSON(at: Timestamp.now) : report.summaryText)
    if report.isBad, options.check.failOn != nil { throw ExitStatus.findings }
  }
}

extension WatchReport.Event {
  fileprivate init(_ event: WatchEvent) {
    self =
      switch event {
      case .connected: .connected
      case .answered(let after): .answered(after / .milliseconds(1))
      case .waiting(let time): .waiting(time / .milliseconds(1))
      case .lost(let words): .lost(words)
      }
  }
}

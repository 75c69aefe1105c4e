import Examining
import Probes
import Reports

/// `cluster --watch`: tells what changes, until Ctrl-C or for as long as was asked.
struct ClusterWatchRun {
  private let options: ClusterRunOptions
  private let schedule: WatchSchedule
  private let watching: ClusterWatching

  init(
    _ target: ClusterTarget, _ source: ConfigurationSource, _ options: ClusterRunOptions,
    _ schedule: WatchSchedule
  ) {
    self.options = options
    self.schedule = schedule
    watching = ClusterWatching(
      target, source, options.check.examining, interval: schedule.interval)
  }

  func perform() async throws {
    let isJSON = options.check.format == .json
    var report = ClusterWatchReport(url: options.endpoint.url)
    Interrupt.catch()
    let end = schedule.limit.map { ContinuousClock.now.advanced(by: $0) }
    let glances = watching.glances(until: {
      Interrupt.hasCome || end.map { ContinuousClock.now >= $0 } == true
    })
    var isFirst = true
    for await glance in glances {
      let time = Timestamp.now
      let changes = report.note(glance)
      if isFirst {
        isFirst = false
        try Output.write(
          isJSON
            ? ClusterWatchReport.firstJSON(glance, at: time)
            : ClusterWatchReport.first(glance, at: time))
      }
      for change in changes {
        try Output.write(
          isJSON
            ? ClusterWatchReport.json(change, at: time)
            : ClusterWatchReport.line(change, at: time))
      }
    }
    try Output.write(isJSON ? report.summaryJSON(at: Timestamp.now) : report.summaryText)
    if report.isBad, options.check.failOn != nil { throw ExitStatus.findings }
  }
}

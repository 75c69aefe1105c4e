import Diagnosis
import FlinkConfiguration
import LogReading
import Reports

/// The options of `logs`, as values.
struct LogsOptions {
  let paths: [String]
  let since: LogWindow.Moment?
  let until: LogWindow.Moment?
  let at: LogWindow.Moment?
  let zone: LogZone?
  let isFollowing: Bool
  let versions: FlinkVersionRange?
  let format: LogsReport.Format
  let reports: [ReportFile<LogsReport.Format>]
  let selection: Selection
  let failOn: Severity?
  let rendering: RenderingOptions
  let requireComplete: Bool

  static func moment(_ option: String, _ text: String) throws -> LogWindow.Moment? {
    if text.isEmpty { return nil }
    return try Choice.parsed(option, text, like: "a time (2025-01-01 09:24:06, 09:24, 30m)") {
      LogWindow.Moment($0)
    }
  }

  var window: LogWindow? {
    since == nil && until == nil && at == nil ? nil : LogWindow(since: since, until: until, at: at)
  }
}

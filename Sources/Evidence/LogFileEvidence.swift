/// One log: who wrote it, from when to when, and how it ends.
package struct LogFileEvidence: Sendable, Hashable, Codable {
  /// Whose log it is, as its own lines tell.
  package enum Component: String, Sendable, Hashable, Codable, CaseIterable {
    case jobManager = "jobmanager"
    case taskManager = "taskmanager"
    case client
    case unknown
  }

  /// As given, or found below a folder that was given; `-` is standard input.
  package var path: String
  /// Of the last run in it.
  package var component: Component
  /// The processes that wrote it, one after another.
  ///
  /// A log that begins in the middle of one still has that run; an empty file has none.
  package var runs: [LogRun]
  package var lines: Int
  package var bytes: Int
  package var firstTime: Int64?
  package var lastTime: Int64?
  /// Its first line is only the rest of one.
  package var beginsMidLine: Bool
  /// Its last line has no end.
  package var endsMidLine: Bool
  /// Why it was not read to its end: a truncated gzip, a limit, Ctrl-C; nil when it was.
  package var incomplete: String?
  /// It speaks of actor systems, and none of them is one of Flink's: their names.
  package var foreignSystems: [String]
  /// The place of the file that this one goes on from, since the log was rotated; nil else.
  package var continues: Int?

  package init(
    path: String, component: Component = .unknown, runs: [LogRun] = [], lines: Int = 0,
    bytes: Int = 0, firstTime: Int64? = nil, lastTime: Int64? = nil, beginsMidLine: Bool = false,
    endsMidLine: Bool = false, incomplete: String? = nil, foreignSystems: [String] = []
  ) {
    self.path = path
    self.component = component
    self.runs = runs
    self.lines = lines
    self.bytes = bytes
    self.firstTime = firstTime
    self.lastTime = lastTime
    self.beginsMidLine = beginsMidLine
    self.endsMidLine = endsMidLine
    self.incomplete = incomplete
    self.foreignSystems = foreignSystems
  }

  /// `a.log` of `/opt/flink/log/a.log`, `tm1:a.log` of `tm1:/opt/flink/log/a.log`; the last part of a
  /// URL.
  package var shortName: String {
    let parts = path.split(separator: "/")
    let isOfNode = parts.count > 1 && parts[0].hasSuffix(":") && !path.contains("://")
    return (isOfNode ? String(parts[0]) : "") + (parts.last ?? "")
  }

  package var version: String? { runs.last?.version }
  /// `host:port` of the actor system `flink`, as the last run tells others.
  package var advertised: LogAddress? { runs.last?.advertised }
}

/// The part of a log that one process wrote.
package struct LogRun: Sendable, Hashable, Codable {
  /// How the part ends.
  package enum End: String, Sendable, Hashable, Codable {
    /// With lines of an orderly stop: a signal, an application status, an exit code.
    case shutDown = "shut-down"
    /// It does not: a rotated log goes on in the next file.
    case continued
    /// In the middle of its work: killed, or still running when the log was taken.
    case open
  }

  package var component: LogFileEvidence.Component
  /// Whether its first line is in the log.
  package var hasStart: Bool
  package var firstLine: Int
  package var lastLine: Int
  package var firstTime: Int64?
  package var lastTime: Int64?
  /// `1.12.5`, from its header.
  package var version: String?
  /// `11.0.25`, from its header.
  package var java: String?
  package var pid: Int?
  /// The machine, where the log names it.
  package var host: String?
  /// What its actor system `flink` says others shall dial.
  package var advertised: LogAddress?
  /// The same of `flink-metrics`.
  package var metrics: LogAddress?
  /// The resource id of a TaskManager.
  package var resourceID: String?
  package var end: End
  /// The line that shows the end, or else the last one.
  package var endText: String?
  /// What it says it was configured with: `Loading configuration property: key, value`.
  package var configuration: [String: String]

  package init(
    component: LogFileEvidence.Component = .unknown, hasStart: Bool = false, firstLine: Int = 1,
    lastLine: Int = 1, firstTime: Int64? = nil, lastTime: Int64? = nil, end: End = .open
  ) {
    self.component = component
    self.hasStart = hasStart
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.firstTime = firstTime
    self.lastTime = lastTime
    self.end = end
    configuration = [:]
  }
}

/// A line that matters, or a run of lines that say the same.
package struct LogEvent: Sendable, Hashable, Codable {
  /// How its time is known.
  package enum TimeSource: String, Sendable, Hashable, Codable {
    /// A stamp on the line itself.
    case line
    /// The line continues a record (a stack trace, a wrapped line) whose first line has the stamp.
    case record
    /// What wrapped the line has it: Docker, Kubernetes, syslog.
    case wrapper
    /// Nothing in the file tells.
    case none
  }

  package enum Level: String, Sendable, Hashable, Codable, CaseIterable {
    case trace = "TRACE"
    case debug = "DEBUG"
    case info = "INFO"
    case warn = "WARN"
    case error = "ERROR"
    case fatal = "FATAL"
  }

  /// The signatures (`FD7001`) and landmarks whose literals are in the line, sorted; never empty.
  package var ids: [String]
  /// The place of its file in `LogEvidence.files`.
  package var file: Int
  /// From 1; of the first of the lines.
  package var line: Int
  /// Where the first literal stands in the line, in Unicode scalars from 1.
  package var column: Int
  package var length: Int
  package var time: Int64?
  package var timeSource: TimeSource
  package var level: Level?
  /// The class that logs, as written: `akka.remote.ReliableDeliverySupervisor`, `o.a.f.r.t.Task`.
  package var logger: String?
  package var thread: String?
  /// The message without stamp, level and logger; at most `textLimit` bytes.
  package var text: String
  /// The first line of the record where the event is on a later one, such as a `Caused by:`.
  package var record: String?
  /// The addresses in the text, in its order.
  package var addresses: [LogAddress]
  /// The stack trace of the record, outermost first.
  package var exceptions: [LoggedException]
  /// How many lines say the same; times and numbers in them may differ.
  package var count: Int
  package var lastLine: Int
  package var lastTime: Int64?
  /// Milliseconds since the line before it in its file.
  package var quietBefore: Int64?

  package static let textLimit = 2000

  package init(
    ids: [String], file: Int = 0, line: Int, column: Int = 1, length: Int = 1,
    time: Int64? = nil, timeSource: TimeSource = .none, level: Level? = nil,
    logger: String? = nil, thread: String? = nil, text: String, record: String? = nil,
    addresses: [LogAddress] = [], exceptions: [LoggedException] = [], count: Int = 1,
    lastLine: Int? = nil, lastTime: Int64? = nil, quietBefore: Int64? = nil
  ) {
    self.ids = ids
    self.file = file
    self.line = line
    self.column = column
    self.length = length
    self.time = time
    self.timeSource = timeSource
    self.level = level
    self.logger = logger
    self.thread = thread
    self.text = text
    self.record = record
    self.addresses = addresses
    self.exceptions = exceptions
    self.count = count
    self.lastLine = lastLine ?? line
    self.lastTime = lastTime ?? time
    self.quietBefore = quietBefore
  }

  /// The mean time between the lines in milliseconds; nil for a single one.
  package var period: Int64? {
    guard count > 1, let time, let lastTime else { return nil }
    return (lastTime - time) / Int64(count - 1)
  }
}

/// One exception of a stack trace.
package struct LoggedException: Sendable, Hashable, Codable {
  /// `java.net.ConnectException`.
  package var type: String
  /// At most 500 bytes.
  package var message: String?
  /// The first frame that is Flink's or the user's: `org.apache.flink.runtime.taskmanager.Task.run`.
  package var frame: String?

  package init(type: String, message: String? = nil, frame: String? = nil) {
    self.type = type
    self.message = message
    self.frame = frame
  }
}

import Evidence
import LogReading
import Testing

/// One line in every layout that users paste gives the same level, logger and message.
struct LogLineTests {
  private static let gated =
    "Association with remote system [akka.tcp://flink@jm1:6123] has failed, address is now gated "
    + "for [50] ms. Reason: [Disassociated]"
  private static let logger = "akka.remote.ReliableDeliverySupervisor"
  private static let body = "WARN  \(logger)                       [] - \(gated)"

  @Test(arguments: [
    // log4j 2 and log4j 1 as Flink ships them
    "2025-01-01 09:24:06,449 \(body)",
    "2025-01-01 09:24:06,449 WARN  \(logger)                       - \(gated)",
    // logback as Flink ships it
    "2025-01-01 09:24:06.449 [flink-akka.actor.default-dispatcher-4] WARN  \(logger)  - \(gated)",
    // others
    "[2025-01-01 09:24:06,449] WARN \(logger): \(gated)",
    "[2025-01-01 09:24:06,449] [WARN] [\(thread)] \(logger) - \(gated)",
    "2025-01-01 09:24:06.449  WARN 1 --- [\(thread)] \(logger) : \(gated)",
    "2025-01-01 09:24:06,449 | WARN  | [\(thread)] | \(gated) | \(logger) (Slf4jLogger.scala:1)",
    "2025-01-01T09:24:06.449+00:00 \(body)",
    // what others put in front
    "2025-01-01T09:24:06.450123456Z 2025-01-01 09:24:06,449 \(body)",
    "2025-01-01T09:24:06.450123456Z stdout F 2025-01-01 09:24:06,449 \(body)",
    "taskmanager-1  | 2025-01-01 09:24:06,449 \(body)",
    "[pod/flink-tm-7c9/taskmanager] 2025-01-01 09:24:06,449 \(body)",
    "> 2025-01-01 09:24:06,449 \(body)",
    "Jan  1 09:24:06 node1 flink[12]: 2025-01-01 09:24:06,449 \(body)",
    #"{"log":"2025-01-01 09:24:06,449 \#(body)\n","stream":"stdout","time":"2025-01-01T09:24:06.5Z"}"#,
    #"{"@timestamp":"2025-01-01T09:24:06.449Z","level":"WARN","loggerName":"\#(logger)","#
      + #""message":"\#(gated)","thread":"x"}"#,
    #"{"instant":{"epochSecond":1735723446,"nanoOfSecond":449000000},"level":"WARN","#
      + #""loggerName":"\#(logger)","message":"\#(gated)"}"#,
    "2025-01-01 09:24:06,449 \(body)\r",
  ])
  func `a layout gives what it has`(text: String) {
    let line = LogLine(text)
    #expect(line.beginsRecord)
    #expect(line.level == .warn)
    #expect(line.logger == Self.logger)
    #expect(line.message.hasPrefix("Association with remote system [akka.tcp://flink@jm1:6123]"))
    #expect(line.message.hasSuffix("[Disassociated]"))
    #expect(line.time == 1_735_723_446_449)
  }

  @Test(arguments: [
    "WARN  \(logger)   - \(gated)", "WARN \(logger): \(gated)",
  ])
  func `a line without a stamp still begins a record`(text: String) {
    let line = LogLine(text)
    #expect(line.beginsRecord && line.level == .warn && line.logger == Self.logger)
    #expect(line.time == nil && line.message == Self.gated)
  }

  @Test(arguments: [
    "\tat org.apache.flink.runtime.taskmanager.Task.run(Task.java:570)",
    "Caused by: java.net.ConnectException: Connection refused: jm1/10.0.0.1:6123", "",
    "java.lang.OutOfMemoryError: Metaspace", "\t... 27 more",
    "for [50] ms. Reason: [Disassociated]",
  ])
  func `a line of a stack trace or of wrapped text begins none`(text: String) {
    #expect(!LogLine(text).beginsRecord)
    #expect(LogLine(text).message == text)
  }

  @Test
  func `an abbreviated logger and a message with hyphens and brackets stay whole`() {
    let line = LogLine("09:24:06.449 [main] INFO  o.a.f.r.t.Task - Source: a - b [x] (1/4)")
    #expect(line.logger == "o.a.f.r.t.Task" && line.thread == "main")
    #expect(line.message == "Source: a - b [x] (1/4)")
  }

  @Test
  func `bytes that are no UTF-8 do not hide the line`() {
    var bytes = Array("2025-01-01 09:24:06,449 WARN  a.b.Cdefghi [] - x ".utf8)
    bytes += [0xBE, 0xDC, 0xBE, 0xF8, 0xFF]
    let line = bytes.withUnsafeBufferPointer { LogLine($0) }
    #expect(line.level == .warn && line.message.hasPrefix("x "))
  }

  private static let thread = "flink-akka.actor.default-dispatcher-4"
}

import Diagnosis
import Evidence
import FlinkConfiguration
import Reports
import Testing

/// The page of `logs --format html`: whole in itself, whatever the logs hold.
struct LogsPageTests {
  @Test(arguments: EscapingTests.texts + ["</title><script>alert(1)</script>", "\" onload=\"x"])
  func `what a log holds stays text`(text: String) {
    let page = page(Self.logs(text))
    let scalars = page.unicodeScalars.filter { $0.properties.generalCategory == .control }
    #expect(scalars.allSatisfy { $0 == "\n" || $0 == "\t" })
    #expect(!page.contains("<script"))
    #expect(Self.unclosed(page).isEmpty, "\(Self.unclosed(page))")
  }

  @Test
  func `it loads nothing`() {
    let page = page(Self.logs("plain"))
    for word in [
      "<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import", "http:",
    ] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test
  func `every log has a lane, JobManagers first`() throws {
    let page = page(Self.logs("plain"))
    let jobManager = try #require(page.firstRange(ofLiteral: ">JM jm1</text>"))
    let taskManager = try #require(page.firstRange(ofLiteral: ">TM 10.0.0.2</text>"))
    #expect(jobManager.lowerBound < taskManager.lowerBound)
    #expect(page.contains("its log ends without a line of a stop"))
    #expect(page.contains("silent for 60 s"))
  }

  @Test
  func `logs without times have no picture and are shown all the same`() {
    var logs = Self.logs("plain")
    logs.files = [LogFileEvidence(path: "x.log")]
    logs.silences = []
    logs.events = [LogEvent(ids: ["fatal-error"], line: 1, text: "Fatal error occurred in x")]
    let page = page(logs)
    #expect(!page.contains("<svg"))
    #expect(page.contains("Fatal error occurred in x"))
  }

  private func page(_ logs: LogEvidence) -> String {
    LogsReport(check: .oneFinding(message: "It ended."), logs: logs)
      .render(.html, RenderingOptions())
  }

  private static func logs(_ text: String) -> LogEvidence {
    let start: Int64 = 1_735_723_446_000
    var jobManager = LogRun(component: .jobManager, firstTime: start, lastTime: start + 90_000)
    jobManager.advertised = LogAddress(system: "flink", host: "jm1", port: 6123)
    var taskManager = LogRun(component: .taskManager, firstTime: start, lastTime: start + 200_000)
    taskManager.advertised = LogAddress(system: "flink", host: "10.0.0.2", port: 6122)
    let event = LogEvent(
      ids: ["FD7001"], file: 0, line: 7, time: start + 100_000, timeSource: .line, text: text)
    return LogEvidence(
      files: [
        LogFileEvidence(
          path: "tm \(text).log", component: .taskManager, runs: [taskManager], lines: 9),
        LogFileEvidence(path: "jm.log", component: .jobManager, runs: [jobManager], lines: 5),
      ],
      events: [event],
      silences: [LogSilence(file: 1, line: 4, from: start + 20_000, to: start + 80_000)])
  }

  /// Tags that are opened and not closed, or closed and not opened, in their order.
  private static func unclosed(_ page: String) -> [Substring] {
    var open: [Substring] = []
    for part in page.split(separator: "<").dropFirst() {
      let tag = part.prefix { $0 != ">" && $0 != " " && $0 != "\n" }
      let body = part.prefix { $0 != ">" }
      if tag.hasPrefix("!") || tag == "meta" || body.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        if open.last == tag.dropFirst() { open.removeLast() } else { open.append(tag) }
      } else {
        open.append(tag)
      }
    }
    return open
  }
}

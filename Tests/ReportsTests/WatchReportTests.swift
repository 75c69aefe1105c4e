import Reports
import Testing

@Suite struct WatchReportTests {
  private func report(_ events: [WatchReport.Event]) -> WatchReport {
    var report = WatchReport(
      target: "jm1:6123", limits: .init(ask: 10_000, heartbeat: 50_000), interval: 1000, width: 100)
    for event in events { report.note(event, at: "2026-11-22T12:00:00.000Z") }
    return report
  }

  @Test func sumsUp() {
    let summary = report([.connected, .answered(0.4), .answered(0.4), .answered(3000)])
    #expect(
      summary.summaryText == """
        jm1:6123: 3 round trips, shortest 0.4 ms, median 0.4 ms, longest 3.0 s; 1 stalls, \
        0 connections lost
          stall of 3.0 s until 2026-11-22T12:00:00.000Z, a stall

        """)
    #expect(!summary.isBad)
    #expect(
      report([.lost("refused")]).summaryText == "jm1:6123: no answer, 1 connections lost\n")
  }

  @Test func saysWhatAWaitDoes() {
    let quiet = report([])
    #expect(quiet.line(.answered(0.4), at: "t") == "t jm1:6123 0.4 ms\n")
    #expect(quiet.line(.waiting(3000), at: "t") == "t jm1:6123 nothing for 3.0 s, a stall\n")
    #expect(quiet.line(.waiting(12_000), at: "t")?.contains("ask.timeout (10.0 s)") == true)
    #expect(quiet.line(.waiting(60_000), at: "t")?.contains("declared dead") == true)
    #expect(report([.waiting(12_000)]).isBad)
    #expect(report([.lost("gone")]).isBad)
  }

  @Test func drawsTheLastRoundTrips() {
    #expect(
      report([.answered(0.4), .answered(40), .lost("x"), .answered(20_000)]).live
        .hasPrefix("jm1:6123 ▁▅×█ 20.0 s"))
    let many = report(Array(repeating: .answered(0.4), count: 100_000))
    #expect(many.live.count < 140)
    #expect(many.summary.stalls.isEmpty)
  }

  @Test func keepsTheLongestStalls() {
    let stalls = report((1...500).map { .answered(2000 + Double($0)) })
    #expect(stalls.summary.stalls.count == 20)
    #expect(stalls.summary.stallCount == 500)
    #expect(stalls.summary.stalls.map(\.milliseconds).max() == 2500)
  }

  @Test func writesOneObjectPerLine() {
    #expect(
      WatchReport.json(.answered(0.4), at: "t")
        == #"{"event": "answered","roundTripMs": 0.4,"time": "t"}"# + "\n")
    #expect(report([]).summaryJSON(at: "t").filter { $0 == "\n" }.count == 1)
  }
}

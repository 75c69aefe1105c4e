import LogReading
import Testing

/// Every stamp that users' logs begin with.
struct StampTests {
  @Test(arguments: [
    "2025-01-01 09:24:06,449 WARN", "2025-01-01 09:24:06.449 [main]", "2025-01-01T09:24:06.449 ",
    "2025/01/01 09:24:06,449 INFO", "25/01/01 09:24:06.449 INFO", "01 Jan 2025 09:24:06,449 INFO",
    "2025-01-01 09:24:06:449 INFO",
  ])
  func `a stamp without a zone is the wall clock's`(text: String) throws {
    let stamp = try #require(parse(text))
    #expect(stamp.milliseconds == 1_735_723_446_449)
    #expect(stamp.zone == nil)
    #expect(!text.dropFirst(stamp.length).hasPrefix("4"))
  }

  @Test(arguments: [
    ("2025-01-01T09:24:06.449Z stdout F x", 0), ("2025-01-01T09:24:06.449123456Z x", 0),
    ("2025-01-01T17:24:06.449+08:00 x", 480), ("2025-01-01T17:24:06.449+0800: 12.3: [GC", 480),
    ("2025-01-01T04:24:06.449-05:00", -300), ("2025-01-01 17:24:06,449 +0800 INFO", 480),
  ])
  func `a stamp with a zone is in UTC`(text: String, zone: Int) throws {
    let stamp = try #require(parse(text))
    #expect(stamp.milliseconds == 1_735_723_446_449)
    #expect(stamp.zone == zone)
  }

  @Test
  func `a time alone is of the first day, and syslog has no year`() throws {
    #expect(try #require(parse("09:24:06.449 [main] INFO")).milliseconds == 33_846_449)
    #expect(try #require(parse("Jan  2 09:24:06 host java[12]: x")).milliseconds == 120_246_000)
  }

  @Test(arguments: [
    "", "\tat java.lang.Thread.run(Thread.java:840)", "Caused by: java.io.IOException",
    "2025-01-01",
    "2025-13-01 09:24:06", "2025-01-01 25:24:06", "12:34", "INFO  org.apache.flink", "[error]",
  ])
  func `what is no stamp is none`(text: String) {
    #expect(parse(text) == nil)
  }

  private func parse(_ text: String) -> Stamp? {
    var text = text
    return text.withUTF8 { Stamp.parse($0) }
  }
}

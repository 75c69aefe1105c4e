import Evidence
import Foundation
import Testing

/// The calendar of all reports, held against Foundation's.
@Suite struct CivilTimeTests {
  /// Leap days, ends of centuries, of the day, and of what four digits hold; Foundation's calendar is
  /// the Julian one before 1582-10-15.
  private static let moments: [Int64] =
    [
      0, -1, -12_219_292_800, 951_782_399, 951_782_400, 951_868_800, 4_107_542_399,
      4_107_542_400, 1_709_251_199, 253_402_300_799,
    ] + (0..<200).map { $0 * 1_234_567_891 - 12_000_000_000 }

  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    return calendar
  }()

  @Test(arguments: moments)
  func isFoundations(seconds: Int64) {
    let date = Date(timeIntervalSince1970: TimeInterval(seconds))
    let wanted = Self.calendar.dateComponents(
      [.year, .month, .day, .hour, .minute, .second], from: date)
    let civil = CivilTime(milliseconds: seconds * 1000 + 7)
    #expect(civil.year == wanted.year)
    #expect(civil.month == wanted.month)
    #expect(civil.day == wanted.day)
    let ofDay = (wanted.hour ?? 0) * 3600 + (wanted.minute ?? 0) * 60 + (wanted.second ?? 0)
    #expect(civil.ofDay == ofDay * 1000 + 7)
    #expect(
      CivilTime.days(civil.year, civil.month, civil.day) == Int((seconds - Int64(ofDay)) / 86_400))
    #expect(UnixTime(UnixTime.text(ofSeconds: seconds))?.seconds == Int(seconds))
  }

  @Test func isWrittenAsISO8601() {
    #expect(UnixTime.text(ofSeconds: 1_795_379_726) == "2026-11-22T20:35:26Z")
    #expect(UnixTime.text(ofMilliseconds: 1_795_379_726_005) == "2026-11-22T20:35:26.005Z")
    #expect(UnixTime.text(ofSeconds: .min) == "0000-01-01T00:00:00Z")
    #expect(UnixTime.text(ofSeconds: .max) == "9999-12-31T23:59:59Z")
  }

  @Test(arguments: [(2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32)])
  func whatIsNoDateHasNoDays(year: Int, month: Int, day: Int) {
    #expect(CivilTime.days(year, month, day) == nil)
  }
}

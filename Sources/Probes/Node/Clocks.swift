import Glibc

/// The times of `/proc` as times of day.
enum Clocks {
  static func sinceEpochMs() -> Int64 { milliseconds(CLOCK_REALTIME) }

  /// When something happened that many clock ticks after the system's start.
  static func epochMs(ticks: UInt64) -> Int64 {
    let perSecond = max(Int64(sysconf(Int32(_SC_CLK_TCK))), 1)
    let (ms, over) = Int64(clamping: ticks).multipliedReportingOverflow(by: 1000)
    let start = sinceEpochMs() - milliseconds(CLOCK_BOOTTIME)
    return over ? start : start + ms / perSecond
  }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

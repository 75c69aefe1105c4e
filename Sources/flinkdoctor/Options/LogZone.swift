#if canImport(Glibc)
  import Glibc
#endif

/// `--tz`: a fixed offset, or a name that the system's zone files know.
struct LogZone {
  /// Minutes east of UTC; nil for a name, whose offset depends on the day.
  private let offset: Int?
  private let name: String

  init?(_ text: String) {
    name = text
    if ["UTC", "Z", "GMT"].contains(text.uppercased()) {
      offset = 0
      return
    }
    if let sign = text.first, sign == "+" || sign == "-" {
      let digits = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
      let compact = digits.count == 1 && digits[0].utf8.count == 4
      let hours = Int(compact ? digits[0].prefix(2) : digits[0])
      let minutes = compact ? Int(digits[0].suffix(2)) : digits.count == 2 ? Int(digits[1]) : 0
      guard let hours, let minutes, digits.count <= 2, 0...18 ~= hours, 0..<60 ~= minutes else {
        return nil
      }
      offset = (hours * 60 + minutes) * (sign == "-" ? -1 : 1)
      return
    }
    // A name without a file would silently be UTC.
    let isName = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !text.contains("..")
    guard isName, access("/usr/share/zoneinfo/\(text)", R_OK) == 0 else { return nil }
    offset = nil
  }

  /// Minutes east of UTC at a time of that zone's wall clock.
  func minutes(at wall: Int64) -> Int {
    if let offset { return offset }
    setenv("TZ", ":\(name)", 1)
    tzset()
    var seconds = time_t(wall / 1000)
    var parts = tm()
    // The wall clock taken for UTC is off by the offset, which changes it on two nights a year.
    localtime_r(&seconds, &parts)
    return parts.tm_gmtoff / 60
  }
}

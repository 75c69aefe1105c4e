extension Double {
  /// A measured time as a report shows it: `0.4 ms`, `12 ms`, `3001 ms`.
  package var asMilliseconds: String {
    guard isFinite, self < 1e12 else { return "\(self) ms" }
    let tenths = (self * 10).rounded()
    if tenths < 100 { return "\(Int(tenths) / 10).\(Int(tenths) % 10) ms" }
    return "\(Int(rounded())) ms"
  }
}

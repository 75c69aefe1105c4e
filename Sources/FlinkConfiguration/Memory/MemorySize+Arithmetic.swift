/// What Flink calculates with sizes, and where it gives up.
extension MemorySize {
  func adding(_ other: Self) throws(MemoryFailure) -> Self {
    let (sum, over) = bytes.addingReportingOverflow(other.bytes)
    guard !over, let size = MemorySize(bytes: sum) else { throw .overflow }
    return size
  }

  func subtracting(_ other: Self) throws(MemoryFailure) -> Self {
    guard let size = MemorySize(bytes: bytes - other.bytes) else {
      throw .other("bytes must be >= 0")
    }
    return size
  }

  /// `MemorySize.multiply`: exact on the decimal digits that Java prints of the factor, cut to whole bytes.
  func multiplied(by factor: Double) throws(MemoryFailure) -> Self {
    guard factor >= 0, factor.isFinite else { throw .other("multiplier must be >= 0") }
    guard let decimal = BigDecimal(JavaText(JavaDouble.text(of: factor))),
      let product = decimal.whole(times: UInt128(bytes)), let size = MemorySize(bytes: product)
    else { throw .overflow }
    return size
  }

  static func sum(_ sizes: MemorySize...) throws(MemoryFailure) -> Self {
    var sum = MemorySize.zero
    for size in sizes { sum = try sum.adding(size) }
    return sum
  }

  /// `toHumanReadableString`: `1.500gb (1610612736 bytes)`, `100 bytes`.
  package var humanReadable: String {
    let unit = MemoryUnit.allCases.last { bytes > $0.multiplier } ?? .bytes
    if unit == .bytes { return "\(bytes) bytes" }
    let approximate = JavaDouble.text(of: Double(bytes) / Double(unit.multiplier))
    return "\(Self.rounded(approximate))\(unit.labels[1]) (\(bytes) bytes)"
  }

  /// `%.3f` of Java: half up, on the digits that `Double.toString` has.
  private static func rounded(_ text: String) -> String {
    let parts = text.split(separator: ".")
    guard parts.count == 2, var thousandths = Int64(parts[0] + (parts[1] + "000").prefix(3)) else {
      return text
    }
    if let next = parts[1].dropFirst(3).first, next >= "5" { thousandths += 1 }
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
  }
}

/// Half of a UTF-16 pair, which Java's strings can hold and Swift's cannot.
///
/// `"\ud83d"` makes one. It is kept as a private character while YAML is read; Flink dumps it as an
/// escape inside of a list, and everything that Java writes as UTF-8 shows `?`.
enum LoneSurrogate {
  private static let offset: UInt32 = 0x100000
  private static let range: ClosedRange<UInt32> = 0x10D800...0x10DFFF

  static func marker(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(value + offset) ?? "?"
  }

  static func isMarker(_ scalar: Unicode.Scalar) -> Bool { range.contains(scalar.value) }

  /// The four digits of its escape.
  static func digits(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value - offset, radix: 16)
  }

  /// What Java writes.
  static func written(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isMarker) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isMarker(scalar) ? "?" : scalar) }
    return String(result)
  }

  /// Whether a file can hold an escape that makes one.
  static func isPossible(in bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if previous == UInt8(ascii: "\\") && byte | 0x20 == UInt8(ascii: "u") { return true }
      previous = byte
    }
    return false
  }
}

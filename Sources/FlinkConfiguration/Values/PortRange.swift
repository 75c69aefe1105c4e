/// The ports that `NetUtils.getPortRangeFromString` makes of a text such as `50100-50200,50300`.
///
/// Up to 1.18 a range that runs backwards is taken and holds no port at all; from 1.19 on it is an
/// error, and so is one whose ends are the same.
package struct PortRange: Sendable, Hashable {
  /// In the order of the text, as Flink tries them; they may overlap.
  ///
  /// Reversed ranges are not in it.
  package let ranges: [ClosedRange<UInt16>]

  package init(_ ranges: [ClosedRange<UInt16>]) {
    self.ranges = ranges
  }

  /// Flink then finds no port to listen on, and does not start.
  package var isEmpty: Bool { ranges.isEmpty }

  /// Port 0: the operating system takes any.
  package var isRandom: Bool { ranges.contains { $0.lowerBound == 0 } }

  package func contains(_ port: UInt16) -> Bool { ranges.contains { $0.contains(port) } }
}

extension PortRange {
  package static func parse(_ text: String, version: FlinkVersion) throws(ValueError) -> PortRange {
    let all = JavaText(text)
    let lead = all.leadingBlanks
    var ranges: [ClosedRange<UInt16>] = []
    for part in all.trimmed.split(on: 0x2C) {
      let at = all.scalars(before: lead + part.offset + part.text.leadingBlanks)
      let range = try element(part.text.trimmed, at: at, version: version)
      if let range { ranges.append(range) }
    }
    return PortRange(ranges)
  }

  /// One port or one range; nil for one that runs backwards.
  private static func element(
    _ text: JavaText, at offset: Int, version: FlinkVersion
  ) throws(ValueError) -> ClosedRange<UInt16>? {
    guard let dash = text.units.firstIndex(of: 0x2D) else {
      let port = try port(text, "but was", at: offset)
      return port...port
    }
    let strict = version >= FlinkVersion(1, 19)
    let start = try port(
      JavaText(text.units[..<dash]), strict ? "but range start was" : "but was", at: offset)
    let end = try port(
      JavaText(text.units[(dash + 1)...]), strict ? "but range end was" : "but was",
      at: offset + text.scalars(before: dash) + 1)
    if start < end || (start == end && !strict) { return start...end }
    guard strict else { return nil }
    throw .configuration(
      "Invalid port configuration. Port range end must be bigger than port range start. If you "
        + "wish to use single port please provide the value directly, not as a range. Given range: "
        + text.string, at: offset)
  }

  private static func port(
    _ text: JavaText, _ was: String, at offset: Int
  ) throws(ValueError) -> UInt16 {
    let number: Int32
    do {
      number = try JavaNumber.integer(text)
    } catch {
      throw ValueError(error.exception, error.message, at: offset)
    }
    guard let port = UInt16(exactly: number) else {
      throw .configuration(
        "Invalid port configuration. Port must be between 0and 65535, \(was) \(number).",
        at: offset)
    }
    return port
  }
}

extension ValueError {
  /// `IllegalConfigurationException`.
  static func configuration(_ message: String, at offset: Int? = nil) -> Self {
    Self("IllegalConfigurationException", message, at: offset)
  }
}

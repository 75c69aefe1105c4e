/// An amount of memory as `MemorySize.parse` takes it: a whole number and a unit, bytes if there is none.
///
/// Every unit is a power of 1024, `kb` too; there are no fractions. The grammar is the same in all
/// versions.
package struct MemorySize: Sendable, Hashable, Comparable {
  package let bytes: Int64

  /// Nil for less than nothing, which Flink cannot build.
  package init?(bytes: Int64) {
    guard bytes >= 0 else { return nil }
    self.bytes = bytes
  }

  /// For literals: negative is nothing.
  package init(mebibytes: Int64) {
    let (bytes, over) = mebibytes.multipliedReportingOverflow(by: 1 << 20)
    self.bytes = over ? .max : max(0, bytes)
  }

  package static let zero = MemorySize(mebibytes: 0)

  package static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }
}

extension MemorySize {
  package static func parse(_ text: String) throws(ValueError) -> MemorySize {
    let all = JavaText(text)
    let trimmed = all.trimmed
    guard !trimmed.units.isEmpty else {
      throw .illegal("argument is an empty- or whitespace-only string")
    }
    let start = all.leadingBlanks
    let digits = trimmed.leadingDigits
    let number = JavaText(trimmed.units[..<digits]).string
    let tail = JavaText(trimmed.units[digits...])
    let label = tail.trimmed.lowercased.string
    guard digits > 0 else { throw .number("text does not start with a number", at: start) }
    guard let value = Int64(number) else {
      throw .illegal(
        "The value '\(number)' cannot be re represented as 64bit number (numeric overflow).",
        at: start)
    }
    var unit = MemoryUnit.bytes
    if !label.isEmpty {
      guard let known = MemoryUnit.named(label) else {
        throw .illegal(
          "Memory size unit '\(label)' does not match any of the recognized units: "
            + MemoryUnit.allUnits,
          at: all.scalars(before: start + digits + tail.leadingBlanks))
      }
      unit = known
    }
    let (bytes, over) = value.multipliedReportingOverflow(by: unit.multiplier)
    guard !over, let size = MemorySize(bytes: bytes) else {
      throw .illegal(
        "The value '\(text)' cannot be re represented as 64bit number of bytes (numeric overflow).",
        at: start)
    }
    return size
  }
}

extension MemorySize: CustomStringConvertible {
  /// `MemorySize.toString`: the largest unit that needs no fraction (`64 mb`).
  package var description: String {
    let unit = MemoryUnit.allCases.last { bytes != 0 && bytes % $0.multiplier == 0 } ?? .bytes
    return "\(bytes / unit.multiplier) \(unit.labels[1])"
  }
}

/// The units of `MemorySize`, smallest first.
package enum MemoryUnit: Sendable, CaseIterable {
  case bytes, kilobytes, megabytes, gigabytes, terabytes

  package var labels: [String] {
    switch self {
    case .bytes: ["b", "bytes"]
    case .kilobytes: ["k", "kb", "kibibytes"]
    case .megabytes: ["m", "mb", "mebibytes"]
    case .gigabytes: ["g", "gb", "gibibytes"]
    case .terabytes: ["t", "tb", "tebibytes"]
    }
  }

  package var multiplier: Int64 {
    switch self {
    case .bytes: 1
    case .kilobytes: 1 << 10
    case .megabytes: 1 << 20
    case .gigabytes: 1 << 30
    case .terabytes: 1 << 40
    }
  }

  static func named(_ label: String) -> MemoryUnit? {
    allCases.first { $0.labels.contains { $0.utf8.elementsEqual(label.utf8) } }
  }

  static let allUnits = allCases.map { "(\($0.labels.joined(separator: " | ")))" }
    .joined(separator: " / ")
}

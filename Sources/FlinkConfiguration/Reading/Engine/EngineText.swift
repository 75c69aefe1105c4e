/// The characters of a `config.yaml` as snakeyaml-engine's reader gives them: in UTF-8, without a
/// byte-order mark, up to the first one that it refuses.
struct EngineText {
  /// UTF-8, well formed up to `fault`.
  private(set) var bytes: [UInt8]
  /// The first character that the engine refuses, and the place from which it knows: it reads its
  /// input in pieces of 1023 UTF-16 units, and an earlier fault in an earlier piece is told first.
  private(set) var fault: (abort: ReadingAbort, knownFrom: Int)?

  private static let pieceLength = 1023

  init(_ text: SourceText) {
    let start = Array(text.bytes.prefix(4))
    let isUTF32 = [[0xFF, 0xFE], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]].contains(start)
    if isUTF32 || start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0xFF, 0xFE]) {
      let width = isUTF32 ? 4 : 2
      let decoded = Self.decode(
        text.bytes.dropFirst(width), width: width, isBigEndian: start[0] != 0xFF)
      bytes = decoded.bytes
      findFault(malformed: decoded.isMalformed ? (bytes.count, 1) : nil)
    } else {
      let mark = start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      bytes = mark == 0 ? text.bytes : Array(text.bytes.dropFirst(mark))
      findFault(malformed: text.firstMalformed.map { ($0.offset - mark, $0.length) })
    }
  }

  /// UTF-16 and UTF-32, which the engine knows by their byte-order mark.
  private static func decode(
    _ units: ArraySlice<UInt8>, width: Int, isBigEndian: Bool
  ) -> (bytes: [UInt8], isMalformed: Bool) {
    var scalars = String.UnicodeScalarView()
    var rest = units
    var high: UInt32?
    var isMalformed = false
    while rest.count >= width {
      var unit: UInt32 = 0
      for byte in isBigEndian ? Array(rest.prefix(width)) : rest.prefix(width).reversed() {
        unit = unit << 8 | UInt32(byte)
      }
      rest = rest.dropFirst(width)
      if width == 2, unit & 0xFC00 == 0xD800, high == nil {
        high = unit
        continue
      }
      if let first = high {
        guard unit & 0xFC00 == 0xDC00 else { break }
        unit = 0x10000 + (first & 0x3FF) << 10 + (unit & 0x3FF)
        high = nil
      }
      guard let scalar = Unicode.Scalar(unit) else {
        isMalformed = true
        break
      }
      scalars.append(scalar)
    }
    isMalformed = isMalformed || high != nil || !rest.isEmpty
    return (Array(String(scalars).utf8), isMalformed)
  }

  /// Looks for the first malformed sequence or unprintable character.
  private mutating func findFault(malformed: (offset: Int, length: Int)?) {
    let end = malformed?.offset ?? bytes.count
    defer { preferMalformed(malformed) }
    var at = 0
    while at < end {
      let byte = bytes[at]
      if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        at += 1
        continue
      }
      if byte < 0x80 {
        setFault(at, unprintable: Unicode.Scalar(byte))
        return
      }
      let step = JavaUTF8.decode(bytes, at: at)
      guard let scalar = step.scalar else { break }
      if (scalar.value < 0xA0 && scalar.value != 0x85)
        || scalar.value & 0xFFFF >= 0xFFFE
          && scalar.value < 0x10000
      {
        setFault(at, unprintable: scalar)
        return
      }
      at += step.length
    }
    guard let malformed else { return }
    setFault(
      malformed.offset,
      ReadingAbort(
        .encoding, "java.nio.charset.MalformedInputException: Input length = \(malformed.length)",
        at: position(malformed.offset)))
  }

  /// Bytes that are no UTF-8 are found before an unprintable character of the same piece.
  private mutating func preferMalformed(_ malformed: (offset: Int, length: Int)?) {
    guard let malformed, let fault, fault.abort.cause != .encoding else { return }
    let units = String(decoding: bytes[fault.knownFrom..<malformed.offset], as: UTF8.self).utf16
      .count
    guard units < Self.pieceLength else { return }
    self.fault = (
      ReadingAbort(
        .encoding, "java.nio.charset.MalformedInputException: Input length = \(malformed.length)",
        at: position(malformed.offset)), fault.knownFrom
    )
  }

  private mutating func setFault(_ offset: Int, unprintable scalar: Unicode.Scalar) {
    setFault(
      offset,
      ReadingAbort(.unprintable, "special characters are not allowed", at: position(offset)))
  }

  private mutating func setFault(_ offset: Int, _ abort: ReadingAbort) {
    let units = String(decoding: bytes[..<offset], as: UTF8.self).utf16.count
    // The piece begins where all the units before it end.
    let piece = units / Self.pieceLength * Self.pieceLength
    var seen = 0
    var at = 0
    while at < offset && seen < piece {
      let step = JavaUTF8.decode(bytes, at: at)
      seen += (step.scalar?.value ?? 0) >= 0x10000 ? 2 : 1
      at += step.length
    }
    fault = (abort, at)
  }

  private func position(_ offset: Int) -> TextPosition {
    var line = 1
    var start = 0
    var at = 0
    while at < offset {
      if bytes[at] == 0x0A || (bytes[at] == 0x0D && !(at + 1 < offset && bytes[at + 1] == 0x0A)) {
        line += 1
        start = at + 1
      }
      at += 1
    }
    return TextPosition(line: line, column: 1 + JavaUTF8.scalarCount(bytes, start..<offset))
  }
}

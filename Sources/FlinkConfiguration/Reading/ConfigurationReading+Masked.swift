extension ConfigurationReading {
  /// The file's bytes without its secrets, every other byte where it was.
  ///
  /// Each character of a secret becomes an `x` of as many bytes. Where Flink would then read the
  /// lines otherwise (a `#` that cuts a password short, the quotes around one), punctuation stays.
  package var maskedBytes: [UInt8] {
    let spans = SecretSpans(of: self).spans
    guard !spans.isEmpty else { return text.bytes }
    let masked = Self.masked(text.bytes, spans, keepsPunctuation: false)
    let isReadAlike =
      ConfigurationReading(bytes: masked, dialect: dialect, path: path).outline == outline
    return isReadAlike ? masked : Self.masked(text.bytes, spans, keepsPunctuation: true)
  }

  /// What decides where findings stand: every place, and no value.
  private var outline: Outline {
    Outline(
      keys: entries.map(\.key), places: entries.flatMap { [$0.keyRange, $0.valueRange] },
      ignored: ignored.map(\.line), traps: traps.map(\.range), abort: abort?.position)
  }

  private struct Outline: Equatable {
    var keys: [String]
    var places: [TextRange?]
    var ignored: [Int]
    var traps: [TextRange]
    var abort: TextPosition?
  }

  private static func masked(
    _ bytes: [UInt8], _ spans: [Range<Int>], keepsPunctuation: Bool
  ) -> [UInt8] {
    var masked = bytes
    for span in spans {
      var at = span.lowerBound
      while at < span.upperBound {
        let step = JavaUTF8.decode(bytes, at: at)
        let end = min(at + step.length, span.upperBound)
        if bytes[at] >= 0x80 || !keepsPunctuation || isLetterOrDigit(bytes[at]) {
          masked.replaceSubrange(at..<end, with: stand(in: end - at))
        }
        at = end
      }
    }
    return masked
  }

  /// A character of so many bytes that says nothing.
  private static func stand(in count: Int) -> [UInt8] {
    switch count {
    case 2: Array("×".utf8)
    case 3: Array("✕".utf8)
    case 4: Array("𝗑".utf8)
    default: Array(repeating: UInt8(ascii: "x"), count: count)
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: false
    }
  }
}

extension SensitiveKeys {
  /// The value of an option as an examination keeps it.
  package static func maskedValue(_ value: String, of key: String) -> String {
    var scalars = Array(value.unicodeScalars)
    let secrets = isSensitive(key) ? [scalars.indices] : SecretSpans.words(in: value)
    for at in secrets.joined() { scalars[at] = "x" }
    return String(String.UnicodeScalarView(scalars))
  }
}

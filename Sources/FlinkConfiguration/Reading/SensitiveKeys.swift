/// Keys whose values no output shows.
package enum SensitiveKeys {
  /// The words of Flink's newest version (`GlobalConfiguration.SENSITIVE_KEYS`, 2.3); older versions
  /// have fewer.
  package static let words = [
    "password", "secret", "fs.azure.account.key", "apikey", "api-key", "auth-params", "service-key",
    "token", "basic-auth", "jaas.config", "http-headers",
  ]

  /// Whether a key holds one of the words, whatever its case, or is one letter off: Flink would
  /// print what follows `keystore-pasword`, and no report has to.
  package static func isSensitive(_ key: String) -> Bool {
    var key = key.lowercased()
    return key.withUTF8 { text in
      let holdsOne = text.indices.contains { at in
        guard isFirst[Int(text[at])] else { return false }
        return wordBytes.contains { word in
          text.count - at >= word.count && text[at...].starts(with: word)
        }
      }
      return holdsOne || misspellsOne(text)
    }
  }

  private static func misspellsOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.split(whereSeparator: { !(0x61...0x7A ~= $0) }).contains { part in
      let part = UnsafeBufferPointer(rebasing: part)
      return misspeltWords.contains { word in
        guard abs(word.utf8CodeUnitCount - part.count) <= 1 else { return false }
        let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        return Letters(part).mayBecome(Letters(word), within: 1)
          && editDistance(part, word, within: 1) != nil
      }
    }
  }

  /// Those that are no other word with one letter changed, as `token` is `taken`.
  private static let misspeltWords: [StaticString] = ["password", "secret"]

  private static let wordBytes = words.map { Array($0.utf8) }
  /// By byte: whether a word begins with it.
  private static let isFirst = (0...UInt8.max).map { byte in wordBytes.contains { $0[0] == byte } }
}

extension SensitiveKeys {
  /// What stands for a value that is not shown, as in Flink's own log.
  package static let mask = "******"

  /// A line that Flink does not read as a pair, with all that follows a sensitive word masked.
  ///
  /// The word belongs to a key that ends at a blank, a colon (of any width) or an equals sign; a
  /// line that ends there is left alone.
  package static func maskedLine(_ line: String) -> String {
    guard isSensitive(line) else { return line }
    let scalars = Array(line.unicodeScalars)
    var start = 0
    while start < scalars.count {
      let end = scalars[start...].firstIndex(where: isSeparator) ?? scalars.count
      if isSensitive(String(String.UnicodeScalarView(scalars[start..<end]))) {
        guard let value = scalars[end...].firstIndex(where: { !isSeparator($0) }) else {
          return line
        }
        return String(String.UnicodeScalarView(scalars[..<value])) + mask
      }
      start = end + 1
    }
    return line
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ":" || scalar == "=" || scalar == "\u{FF1A}" || scalar.properties.isWhitespace
  }
}

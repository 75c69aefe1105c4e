/// Values of sensitive options in what a rule wrote: they become `******`.
///
/// Excerpts are masked where the file is read; a message, a fix or a piece of evidence may quote
/// a value too.
package struct Secrets: Sendable {
  /// The longest first, so that one that holds another is masked whole.
  private let values: [[UInt8]]

  package init(_ values: Set<String>) {
    self.values = values.filter { !$0.isEmpty && $0 != SensitiveKeys.mask }
      .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.map { Array($0.utf8) }
  }

  /// Every secret value in the text, where it is not a part of a word that is no secret.
  package func masked(_ text: String) -> String {
    if values.isEmpty { return text }
    var bytes = Array(text.utf8)
    for value in values { bytes = Self.masked(bytes, value) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A line `key: value` of a fix, whose value is masked when its key is sensitive.
  package func maskedLines(_ text: String) -> String {
    // A line's key cannot be sensitive where nothing in the text is.
    guard SensitiveKeys.isSensitive(text) else { return masked(text) }
    return masked(text).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let colon = line.firstIndex(of: ":") else { return String(line) }
      let key = line[..<colon]
      let value = line[line.index(after: colon)...]
      guard value.hasPrefix(" "), value.contains(where: { $0 != " " }), !key.contains(" "),
        SensitiveKeys.isSensitive(String(key))
      else { return String(line) }
      return "\(key): \(SensitiveKeys.mask)"
    }.joined(separator: "\n")
  }

  private static func masked(_ bytes: [UInt8], _ value: [UInt8]) -> [UInt8] {
    guard let first = value.first, let last = value.last else { return bytes }
    var masked: [UInt8] = []
    var at = 0
    while at < bytes.count {
      let end = at + value.count
      guard bytes[at] == first, end <= bytes.count, bytes[at..<end].elementsEqual(value),
        !(isWord(first) && at > 0 && isWord(bytes[at - 1])),
        !(isWord(last) && end < bytes.count && isWord(bytes[end])),
        // `a` as a password must not eat every `a` of the prose.
        value.count >= 4
          || at > 0 && isQuote(bytes[at - 1]) && end < bytes.count
            && isQuote(bytes[end])
      else {
        masked.append(bytes[at])
        at += 1
        continue
      }
      masked += Array(SensitiveKeys.mask.utf8)
      at = end
    }
    return masked
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }
}

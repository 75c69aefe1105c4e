package import Diagnosis
package import FlinkConfiguration

extension Examination {
  /// A verdict for each trap of the file that the rule knows.
  package func trapped(_ judge: (ReadingTrap) -> Verdict?) -> [Verdict] {
    reading.traps.compactMap(judge)
  }

  /// A line that Flink drops or misreads is an error where an option is lost by it, else a warning.
  package func severity(ofLosing key: String?) -> Severity {
    guard let key else { return .warning }
    return OptionCatalogue.standing(of: key, in: version).isRead ? .error : .warning
  }

  /// Whether the configuration says the same elsewhere, so that nothing is lost.
  package func isSaidElsewhere(_ key: String?, _ value: String) -> Bool {
    guard let key else { return false }
    return written(key)?.text == value
  }

  /// The option's type; nil for what no option is.
  package func type(of key: String) -> OptionType? {
    OptionCatalogue.canonical(of: key, in: version)
      .flatMap { option($0)?.type }
  }

  /// A finding at a trap; `edit` is what to write in the place of its range.
  package func finding(
    _ severity: Severity, at trap: ReadingTrap, _ message: String, fix: String,
    edit: String? = nil, related: String? = nil
  ) -> Verdict {
    let isSecret = trap.key.map { SensitiveKeys.isSensitive($0) } ?? false
    let edits =
      isSecret
      ? [] : edit.map { [Edit(path: reading.path, range: trap.range, text: $0)] } ?? []
    return Verdict(
      .finding(severity), subject: trap.key.map { "key:\($0)" } ?? "line:\(trap.range.start.line)",
      message: message, location: Location(path: reading.path, range: trap.range),
      related: related.map { text in
        trap.related.map { RelatedLocation(Location(path: reading.path, range: $0), text) }
      } ?? [], key: trap.key, fix: Fix(fix, edits: edits),
      explains: Set(trap.lostKeys.map { .optionNotInForce(key: $0) }))
  }
}

extension ReadingTrap {
  /// A text of the file in a message: on one line, not too long, and not if the key is sensitive.
  package func shown(_ text: String) -> String {
    if let key, SensitiveKeys.isSensitive(key) { return "******" }
    var result = ""
    for scalar in text.unicodeScalars.prefix(80) {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0x2028, 0x2029: result += scalar.escaped(asASCII: true)
      case 0x20 where result.hasSuffix(" "): continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return text.unicodeScalars.count > 80 ? result + "…" : result
  }

  /// The option that is not set, and the key that is set in its place.
  fileprivate var lostKeys: [String] {
    let meant = key.map { [$0] } ?? []
    switch kind {
    case .nestedKey(let read, _, _): return meant + [read]
    case .byteOrderMarkInKey(let key): return meant + ["\u{FEFF}" + key]
    case .quotedKey(let key): return meant + ["\"\(key)\"", "'\(key)'"]
    default: return meant
    }
  }

  /// The line that says what was meant, fit to be shown.
  package var shownLine: String {
    guard let key, SensitiveKeys.isSensitive(key) else { return correctedLine.map(shown) ?? "" }
    return "\(key): ******"
  }
}

extension Unicode.Scalar {
  /// Its code point, as in `U+FEFF`.
  package var name: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

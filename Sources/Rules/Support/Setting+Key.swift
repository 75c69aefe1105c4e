package import Diagnosis
import FlinkConfiguration

extension Setting {
  /// A finding at the setting's key; `spoilt` are the options that are not in force because of it.
  package func keyFinding(
    _ severity: Severity, _ message: String, fix: Fix, related: [RelatedLocation] = [],
    spoilt: [String] = []
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: subject, message: message, location: keyLocation ?? location,
      related: related, key: key, fix: fix,
      explains: Set(spoilt.map { .optionNotInForce(key: $0) }))
  }

  /// The line under another key; an edit where the whole key stands in one piece.
  package func renamed(to name: String) -> Fix {
    var edits: [Edit] = []
    if let place = keyLocation, let range = place.range, range.isOf(key) {
      edits = [Edit(path: place.path, range: range, text: name)]
    }
    let value = SensitiveKeys.isSensitive(key) || SensitiveKeys.isSensitive(name) ? "******" : text
    return Fix("\(name): \(value)", edits: edits)
  }

  /// Whether two settings say the same, blanks and capitals left aside.
  package func says(_ other: String) -> Bool { plain(text) == plain(other) }
}

/// The letters that count when values are compared.
private func plain(_ text: String) -> String {
  String(String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { $0 != " " }))
}

extension TextRange {
  /// Nested keys of the standard dialect stand in several places; the range is the last part's.
  fileprivate func isOf(_ key: String) -> Bool {
    start.line == end.line && end.column - start.column == key.unicodeScalars.count
  }
}

extension [String] {
  /// `a`, `a and b`, `a, b and c`.
  package var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

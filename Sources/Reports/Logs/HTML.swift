/// Text within a page.
enum HTML {
  /// Escaped as in XML, without the control characters U+0080 to U+009F that XML has and a page not.
  static func escaped(_ text: String) -> String {
    let escaped = XML.escaped(text)
    guard escaped.unicodeScalars.contains(where: isControl) else { return escaped }
    var shown = String.UnicodeScalarView()
    for scalar in escaped.unicodeScalars { shown.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(shown)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    0x7F...0x9F ~= scalar.value
  }
}

import Diagnosis

/// Colours for a terminal, or none.
struct Painter {
  enum Style: String {
    case error = "1;31"
    case warning = "1;33"
    case info = "1;36"
    case strong = "1"
    case faint = "2"
    case good = "32"
  }

  let color: Bool

  func paint(_ text: String, _ style: Style) -> String {
    color && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  func paint(_ text: String, as severity: Severity) -> String {
    switch severity {
    case .error: paint(text, .error)
    case .warning: paint(text, .warning)
    case .info: paint(text, .info)
    }
  }
}

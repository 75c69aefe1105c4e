import ArgumentParser

/// Turns the words of options into values.
///
/// The options themselves are declared as text: every further type of an option costs the program
/// about 0.1 ms at each start (the runtime searches all conformances for it), and there would be
/// fifteen. What does not fit is a `ValidationError`, as if the parser had said it.
enum Choice {
  /// One of the words of an enum.
  static func of<Value>(_ type: Value.Type, _ option: String, _ text: String) throws -> Value
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    if let value = Value(rawValue: text) { return value }
    throw ValidationError("\(option) takes \(words(of: type)), not '\(text)'")
  }

  /// One of the words of an enum; nil for `auto`.
  static func orAutomatic<Value>(
    _ type: Value.Type, _ option: String, _ text: String
  ) throws -> Value?
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    if text == "auto" { return nil }
    if let value = Value(rawValue: text) { return value }
    throw ValidationError("\(option) takes auto, \(words(of: type)), not '\(text)'")
  }

  /// What an initialiser makes of the text, or a complaint that says how it should look.
  static func parsed<Value>(
    _ option: String, _ text: String, like form: String, _ parse: (String) -> Value?
  ) throws -> Value {
    if let value = parse(text) { return value }
    throw ValidationError("\(option) takes \(form), not '\(text)'")
  }

  /// `a, b or c`.
  static func words<Value>(of type: Value.Type) -> String
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    let words = Value.allCases.map(\.rawValue)
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}

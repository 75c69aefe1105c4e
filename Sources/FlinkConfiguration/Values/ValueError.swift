/// Why Flink does not take a value, in Flink's own words.
///
/// The message is the one of the innermost exception, the one that names the fault; the sentence
/// around it (`Could not parse value '…' for key '…'.`) is made by `message(for:value:)`.
package struct ValueError: Error, Sendable, Hashable {
  /// What the exception says.
  package let message: String
  /// The Java class that Flink throws, without its package.
  package let exception: String
  /// Where in the value the offending text starts, in Unicode scalars, if one place is to blame.
  package let offset: Int?

  package init(_ exception: String, _ message: String, at offset: Int? = nil) {
    self.exception = exception
    self.message = message
    self.offset = offset
  }

  /// `IllegalArgumentException`, Flink's usual one.
  static func illegal(_ message: String, at offset: Int? = nil) -> Self {
    Self("IllegalArgumentException", message, at: offset)
  }

  /// `NumberFormatException`, Java's for every number.
  static func number(_ message: String, at offset: Int? = nil) -> Self {
    Self("NumberFormatException", message, at: offset)
  }

  /// What `Integer.parseInt` and its kin say.
  static func inputString(_ text: String, at offset: Int? = nil) -> Self {
    .number("For input string: \"\(text)\"", at: offset)
  }

  /// What `Configuration.get` wraps around it.
  package static func wrapper(key: String, value: String) -> String {
    "Could not parse value '\(value)' for key '\(key)'."
  }
}

/// Flink's refusal to make a process of the memory settings: its messages, the outermost first.
package struct MemoryFailure: Error, Sendable, Hashable {
  /// Each exception's message and those of its causes.
  package var messages: [String]
  /// The options that the message is about, as this version calls them.
  package var options: [String]
  /// An `IllegalConfigurationException`: the callers put their own sentence around it.
  var isConfiguration: Bool

  /// The whole, as a Java stack trace shows it first.
  package var message: String { messages.first ?? "" }

  init(_ messages: [String], options: [String] = [], isConfiguration: Bool = true) {
    self.messages = messages
    self.options = options
    self.isConfiguration = isConfiguration
  }

  /// `IllegalConfigurationException`.
  static func configuration(_ message: String, _ options: [String]) -> Self {
    Self([message], options: options)
  }

  /// What is no matter of configuration to Flink: it reaches the operator as it is.
  static func other(_ message: String, _ options: [String] = []) -> Self {
    Self([message], options: options, isConfiguration: false)
  }

  /// `Math.addExact` and `MemorySize.multiply`.
  static let overflow = other("long overflow")

  /// Another exception with this one as its cause.
  func wrapped(_ message: String) -> Self {
    Self([message] + messages, options: options)
  }

  /// `PREFIX: MESSAGE` around configuration faults only.
  func prefixed(_ prefix: String) -> Self {
    isConfiguration ? wrapped("\(prefix): \(message)") : self
  }
}

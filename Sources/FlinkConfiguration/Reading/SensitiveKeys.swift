/// Keys whose values no output shows.
package enum SensitiveKeys {
  /// The words of Flink's newest version (`GlobalConfiguration.SENSITIVE_KEYS`, 2.3); older versions
  /// have fewer.
  package static let words = [
    "password", "secret", "fs.azure.account.key", "apikey", "api-key", "auth-params", "service-key",
    "token", "basic-auth", "jaas.config", "http-headers",
  ]

  /// Whether a key holds one of the words, whatever its case.
  package static func isSensitive(_ key: String) -> Bool {
    let lower = Array(key.lowercased().utf8)
    return words.contains { contains(lower, Array($0.utf8)) }
  }

  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains { text[$0...].starts(with: word) }
  }
}

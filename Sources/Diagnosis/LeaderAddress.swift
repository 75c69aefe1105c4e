/// Where the user knows the leading JobManager to be (`--jobmanager HOST:PORT`).
package struct LeaderAddress: Sendable, Hashable {
  package let host: String
  package let port: Int

  /// Reads `jm1:6123` or `[fd00::1]:6123`; nil for what is not of that form.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let host = text[..<colon]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    guard let port = Int(text[text.index(after: colon)...]), 1...65535 ~= port, !host.isEmpty,
      isBracketed || !host.contains(":")
    else { return nil }
    self.host = String(isBracketed ? host.dropFirst().dropLast() : host)
    self.port = port
  }
}

extension LeaderAddress: CustomStringConvertible {
  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// What can be told of a host by its text alone.
package enum Host {
  /// Whether `text` names the machine itself: `localhost`, `127.0.0.0/8`, `::1`.
  ///
  /// Upper and lower case are alike, brackets around IPv6 do not count, as after Flink's
  /// `NetUtils.unresolvedHostToNormalizedString`.
  package static func isLoopback(_ text: some StringProtocol) -> Bool {
    var host = text.lowercased()[...]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    if host == "localhost" || host == "localhost." || host.hasSuffix(".localhost") { return true }
    if host == "::1" || host == "0:0:0:0:0:0:0:1" || host.hasPrefix("::ffff:127.") { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in Int(part).map { 0...255 ~= $0 } ?? false }
  }

  /// Whether `text` is the address that stands for every interface: `0.0.0.0`, `::`.
  package static func isWildcard(_ text: some StringProtocol) -> Bool {
    ["0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0"].contains(text.lowercased())
  }
}

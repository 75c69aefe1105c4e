/// Host names as `NetUtils.unresolvedHostToNormalizedString` leaves them.
///
/// Flink puts them into the RPC address, and Akka compares addresses byte for byte.
package enum HostName {
  /// Blanks around it are cut off, letters are lower case, an IPv6 address stands in brackets, compressed.
  ///
  /// nil where Flink throws `The configured hostname is not valid`: a colon in what is no IPv6
  /// address, or a dot at either end.
  package static func normalized(_ text: String) -> String? {
    var host = trimmed(text).lowercased()
    if host.hasPrefix("["), host.hasSuffix("]"), IPv6Text(host.dropFirst().dropLast()) != nil {
      host = String(host.dropFirst().dropLast())
    }
    if let address = IPv6Text(host) { return "[\(address.compressed)]" }
    if host.hasPrefix(".") || host.hasSuffix(".") || host.contains(":") { return nil }
    return host
  }

  /// Whether Java finds this host in `akka.tcp://flink@<host>:6123/…` (`java.net.URI`, RFC 2396).
  ///
  /// Letters, digits and hyphens between dots, the last of several labels beginning with a letter;
  /// no underscore. Without a host in it nobody connects to the address.
  package static func isReadByURI(_ text: String) -> Bool {
    guard let host = normalized(text) else { return false }
    if host.hasPrefix("[") || Host.isIPv4(host) { return true }
    let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let last = labels.last?.first, labels.count == 1 || 97...122 ~= last else { return false }
    return labels.allSatisfy { label in
      label.first != 0x2D && label.last != 0x2D && !label.isEmpty
        && label.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2D }
    }
  }

  /// Java's `String.trim`: everything up to U+0020 at both ends.
  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars.drop { $0.value <= 0x20 }
    let end = scalars.lastIndex { $0.value > 0x20 }
    return String(scalars[..<(end.map { scalars.index(after: $0) } ?? scalars.startIndex)])
  }
}

/// An IPv6 address as text; a zone (`%eth0`) is dropped, as Flink does.
struct IPv6Text {
  let groups: [UInt16]

  init?(_ text: some StringProtocol) {
    let address = text.prefix { $0 != "%" }
    guard address.contains(":") else { return nil }
    var head: [UInt16] = []
    var tail: [UInt16] = []
    var isCompressed = false
    var parts = address.split(separator: ":", omittingEmptySubsequences: false)[...]
    if parts.first == "" {
      guard parts.count > 2, parts.dropFirst().first == "" else { return nil }
      parts = parts.dropFirst()
    }
    if parts.last == "" {
      guard parts.count > 1, parts.dropLast().last == "" else { return nil }
      parts = parts.dropLast()
    }
    for (at, part) in parts.enumerated() {
      if part.isEmpty {
        guard !isCompressed else { return nil }
        isCompressed = true
        continue
      }
      var groups: [UInt16] = []
      if at == parts.count - 1, Host.isIPv4(part) {
        let bytes = part.split(separator: ".").compactMap { UInt16($0) }
        guard bytes.count == 4 else { return nil }
        groups = [bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]]
      } else {
        guard part.utf8.count <= 4, let group = UInt16(part, radix: 16), part.first != "+" else {
          return nil
        }
        groups = [group]
      }
      if isCompressed { tail += groups } else { head += groups }
    }
    let missing = 8 - head.count - tail.count
    guard isCompressed ? missing >= 1 : missing == 0 else { return nil }
    groups = head + Array(repeating: 0, count: missing) + tail
  }

  /// As `NetUtils` prints it: the longest run of zeros becomes `::`.
  var compressed: String {
    var best = 0..<0
    var at = 0
    while at < groups.count {
      var end = at
      while end < groups.count, groups[end] == 0 { end += 1 }
      if end - at > max(best.count, 1) { best = at..<end }
      at = max(end, at + 1)
    }
    let texts = groups.map { String($0, radix: 16) }
    guard !best.isEmpty else { return texts.joined(separator: ":") }
    return texts[..<best.lowerBound].joined(separator: ":") + "::"
      + texts[best.upperBound...].joined(separator: ":")
  }
}

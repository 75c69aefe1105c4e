import Glibc

/// An IPv4 or IPv6 address: the system's bytes and the usual text.
///
/// It reads literals only and asks no resolver, so it works in a static executable too.
package struct IPAddress: Sendable, Hashable {
  /// Four or sixteen bytes, in network order.
  package let bytes: [UInt8]
  /// The index of the interface that a link-local IPv6 address belongs to; 0 for none.
  package let zone: UInt32

  /// Reads `10.0.0.1`, `::1`, `[::1]` or `fe80::1%eth0`; nil for names and for unknown interfaces.
  package init?(_ text: String) {
    var text = Substring(text)
    if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
    guard !text.utf8.contains(0) else { return nil }
    let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
    let address = String(parts.first ?? "")
    if parts.count == 1, let bytes = Self.parse(address, AF_INET, count: 4) {
      self.bytes = bytes
      zone = 0
      return
    }
    guard let bytes = Self.parse(address, AF_INET6, count: 16) else { return nil }
    self.bytes = bytes
    if parts.count == 2 {
      let name = String(parts[1])
      let index = if_nametoindex(name)
      guard let zone = index > 0 ? index : UInt32(name) else { return nil }
      self.zone = zone
    } else {
      zone = 0
    }
  }

  /// From the four or sixteen bytes of an address of the system.
  package init(bytes: [UInt8], zone: UInt32) {
    self.bytes = bytes
    self.zone = zone
  }

  /// The address of a socket: an IPv4 one that stands in an IPv6 socket is an IPv4 address.
  package init(socketBytes bytes: [UInt8]) {
    let isMapped =
      bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10...11] == [255, 255]
    self.init(bytes: isMapped ? Array(bytes[12...]) : bytes, zone: 0)
  }

  package var isIPv4: Bool { bytes.count == 4 }

  package var isLoopback: Bool {
    isIPv4 ? bytes.first == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
  }

  private static func parse(_ text: String, _ family: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, text, &bytes) == 1 ? bytes : nil
  }
}

extension IPAddress: CustomStringConvertible {
  /// The text of RFC 5952, without brackets, with the interface's name where there is one.
  package var description: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN) + 1)
    let family = isIPv4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
    return Self.text(buffer) + (zone == 0 ? "" : "%" + Self.interface(zone))
  }

  private static func interface(_ index: UInt32) -> String {
    var name = [CChar](repeating: 0, count: Int(IF_NAMESIZE) + 1)
    return if_indextoname(index, &name) == nil ? "\(index)" : text(name)
  }

  private static func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension IPAddress: Comparable {
  /// IPv4 before IPv6, then by value.
  package static func < (left: Self, right: Self) -> Bool {
    if left.bytes.count != right.bytes.count { return left.bytes.count < right.bytes.count }
    if left.bytes != right.bytes { return left.bytes.lexicographicallyPrecedes(right.bytes) }
    return left.zone < right.zone
  }
}

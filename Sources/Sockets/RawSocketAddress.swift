package import Glibc

/// The bytes of a `sockaddr_in` or `sockaddr_in6`, whose members cannot be named beside NIO.
package struct RawSocketAddress: Sendable {
  private let bytes: [UInt8]

  /// An IPv6 socket takes IPv4 addresses mapped: `::ffff:10.0.0.1`.
  package init(_ address: IPAddress, port: UInt16, isMapped: Bool = false) {
    let port = [UInt8(port >> 8), UInt8(port & 0xFF)]
    guard address.isIPv4, !isMapped else {
      let mapped = address.isIPv4 ? Self.zeros(10) + [0xFF, 0xFF] : []
      let scope = withUnsafeBytes(of: address.zone) { Array($0) }
      bytes = Self.family(AF_INET6) + port + Self.zeros(4) + mapped + address.bytes + scope
      return
    }
    bytes = Self.family(AF_INET) + port + address.bytes + Self.zeros(8)
  }

  /// Lends the address to a call of the system.
  package func call(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    bytes.withUnsafeBytes { raw in
      raw.withMemoryRebound(to: sockaddr.self) { address in
        guard let base = address.baseAddress else { return -1 }
        return body(base, socklen_t(raw.count))
      }
    }
  }

  private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  private static func family(_ family: Int32) -> [UInt8] {
    withUnsafeBytes(of: sa_family_t(family)) { Array($0) }
  }
}

import Sockets

/// This node as a JVM sees it: its addresses and the order of a name's.
struct JavaNode: Sendable {
  let order: JavaNetworking.Order
  let isIPv6On: Bool
  /// In the order of `NetworkInterface`.
  let addresses: [IPAddress]

  /// The address that Java takes of several (`InetAddress.getByName`); nil for none.
  func taken(of addresses: [IPAddress]) -> IPAddress? {
    JavaNetworking(isIPv4Only: !isIPv6On, order: order).ordered(addresses).first
  }

  /// What `localhost` is when it is the host name itself: Java then asks nobody.
  ///
  /// `Inet6AddressImpl#loopbackAddress`: the family that is preferred, unless no interface has it.
  var loopback: IPAddress {
    let four = IPAddress(bytes: [127, 0, 0, 1], zone: 0)
    let six = IPAddress(bytes: [UInt8](repeating: 0, count: 15) + [1], zone: 0)
    guard isIPv6On else { return four }
    let ordered = order == .ipv4First ? [four, six] : [six, four]
    return ordered.first { each in addresses.contains { $0.isSame(as: each) } } ?? ordered[0]
  }
}

extension IPAddress {
  /// As it stands in Flink's RPC addresses but for the brackets: short, and without an interface.
  var registered: String { IPAddress(bytes: bytes, zone: 0).description }

  var isWildcard: Bool { bytes.allSatisfy { $0 == 0 } }
}

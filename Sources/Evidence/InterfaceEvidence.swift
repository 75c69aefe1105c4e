/// A network interface as a JVM on this machine lists it.
package struct InterfaceEvidence: Sendable, Hashable, Codable {
  package var name: String
  /// 0 when the system does not tell.
  package var index: Int
  /// In the JVM's order, which is the reverse of the system's; IPv6 without brackets.
  package var addresses: [String]
  package var isUp: Bool
  package var isLoopback: Bool
  package var isPointToPoint: Bool

  package init(
    name: String, index: Int = 0, addresses: [String], isUp: Bool = true,
    isLoopback: Bool = false, isPointToPoint: Bool = false
  ) {
    self.name = name
    self.index = index
    self.addresses = addresses
    self.isUp = isUp
    self.isLoopback = isLoopback
    self.isPointToPoint = isPointToPoint
  }
}

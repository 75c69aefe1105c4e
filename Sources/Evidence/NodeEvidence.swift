/// The machine that the doctor runs on.
package struct NodeEvidence: Sendable, Hashable, Codable {
  package var hostname: String
  /// Every address of every interface, loopback included, in the system's order.
  package var addresses: [String]
  /// In the order in which a JVM lists them; an interface without an address is none to it.
  package var interfaces: [InterfaceEvidence]?

  package init(
    hostname: String, addresses: [String], interfaces: [InterfaceEvidence]? = nil
  ) {
    self.hostname = hostname
    self.addresses = addresses
    self.interfaces = interfaces
  }
}

/// The machine that the doctor runs on.
package struct NodeEvidence: Sendable, Hashable, Codable {
  package var hostname: String
  /// Every address of every interface, loopback included, in the system's order.
  package var addresses: [String]

  package init(hostname: String, addresses: [String]) {
    self.hostname = hostname
    self.addresses = addresses
  }
}

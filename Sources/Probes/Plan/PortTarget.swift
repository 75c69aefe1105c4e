package import Evidence

/// A port that is dialled at every address of a host.
package struct PortTarget: Sendable, Hashable {
  /// As Flink takes it, after its normalisation; it comes back unchanged in the evidence.
  package var host: String
  package var port: Int
  package var role: PortRole

  package init(host: String, port: Int, role: PortRole) {
    self.host = host
    self.port = port
    self.role = role
  }
}

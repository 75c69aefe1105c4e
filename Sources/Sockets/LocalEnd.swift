/// This machine's end of a connection.
package struct LocalEnd: Sendable, Hashable {
  /// Textual, IPv6 without brackets.
  package var address: String
  package var port: Int

  package init(address: String, port: Int) {
    self.address = address
    self.port = port
  }
}

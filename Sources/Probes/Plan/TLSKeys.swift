/// What this side of TLS shows and offers, as the configuration has it.
package struct TLSKeys: Sendable, Hashable {
  package var keyStore: StoreTarget
  /// The text of `security.ssl.protocol`.
  package var protocols: String
  /// The text of `security.ssl.algorithms`.
  package var algorithms: String

  package init(keyStore: StoreTarget, protocols: String = "", algorithms: String = "") {
    self.keyStore = keyStore
    self.protocols = protocols
    self.algorithms = algorithms
  }
}

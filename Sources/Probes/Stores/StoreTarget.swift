/// A store to look at, with the passwords that the configuration has for it.
///
/// They go no further: nothing of them is in the evidence.
package struct StoreTarget: Sendable, Hashable {
  package enum Purpose: Sendable, Hashable {
    case keyStore(password: String?, keyPassword: String?)
    case trustStore(password: String?)
    case keytab
  }

  /// The key of the configuration that names it.
  package var key: String
  package var path: String
  package var purpose: Purpose

  package init(key: String, path: String, purpose: Purpose) {
    self.key = key
    self.path = path
    self.purpose = purpose
  }

  var password: String? {
    switch purpose {
    case .keyStore(let password, _), .trustStore(let password): password
    case .keytab: nil
    }
  }

  var keyPassword: String? {
    if case .keyStore(_, let password) = purpose { password } else { nil }
  }
}

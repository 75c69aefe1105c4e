extension Host {
  /// Whether `text` is an IPv4 address in four decimal parts.
  package static func isIPv4(_ text: some StringProtocol) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.count <= 3 && part.allSatisfy { 48...57 ~= $0 }
          && Int(String(decoding: part, as: UTF8.self)).map { $0 <= 255 } ?? false
      }
  }
}

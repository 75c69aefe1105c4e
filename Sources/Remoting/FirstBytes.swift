/// Who answers, by the first bytes that come back on our handshake.
package enum FirstBytes: String, Sendable, Hashable {
  /// Too few bytes to tell.
  case undecided
  /// A frame of remoting.
  case remoting
  /// A web server, or Flink's REST endpoint.
  case http
  /// A TLS alert: plain bytes came where a ClientHello was expected (netty 3, Flink 1.12).
  case tlsAlert
  /// A TLS ServerHello, on a ClientHello of ours.
  case tlsHandshake
  /// A frame of Flink's shuffle service.
  case dataPort
  /// The error of Flink's blob server.
  case blobServer
  /// Something else that talks.
  case other

  /// No more bytes are needed to tell.
  package static let enough = 9

  private struct Pattern {
    let kind: FirstBytes
    /// nil stands for any byte.
    let bytes: [UInt8?]

    /// nil while what has come fits and more must come.
    func fits(_ bytes: [UInt8]) -> Bool? {
      for (expected, byte) in zip(self.bytes, bytes) where expected != nil && expected != byte {
        return false
      }
      return bytes.count >= self.bytes.count ? true : nil
    }
  }

  /// The shorter first, so that what is decided stays so when more comes.
  private static let patterns = [
    Pattern(kind: .tlsAlert, bytes: [0x15, 3]),
    Pattern(kind: .tlsHandshake, bytes: [0x16, 3]),
    // An empty frame, which a peer sends before it closes.
    Pattern(kind: .remoting, bytes: [0, 0, 0, 0]),
    // A frame of less than 64 KiB that carries a payload or an instruction.
    Pattern(kind: .remoting, bytes: [0, 0, nil, nil, 0x0a]),
    Pattern(kind: .remoting, bytes: [0, 0, nil, nil, 0x12]),
    Pattern(kind: .http, bytes: "HTTP/".utf8.map(Optional.some)),
    // A length, then the magic number of NettyMessage.
    Pattern(kind: .dataPort, bytes: [nil, nil, nil, nil, 0xba, 0xdc, 0x0f, 0xfe]),
    // RETURN_ERROR, a length in little endian, and the head of a serialized Java exception.
    Pattern(kind: .blobServer, bytes: [1, nil, nil, nil, nil, 0xac, 0xed, 0, 5]),
  ]

  /// Judges what has come so far.
  package init(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes.prefix(Self.enough))
    let answers = Self.patterns.map { ($0.kind, $0.fits(bytes)) }
    if bytes.isEmpty {
      self = .undecided
    } else if let sure = answers.first(where: { $0.1 == true }) {
      self = sure.0
    } else {
      self = answers.contains { $0.1 == nil } ? .undecided : .other
    }
  }
}

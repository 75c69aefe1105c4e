/// The address of an actor system, as it stands in a handshake.
package struct RemotingAddress: Sendable, Hashable {
  package var system: String
  /// The name that peers must use to the letter; a message for any other is dropped.
  package var host: String
  package var port: UInt32
  /// `tcp`, or `ssl.tcp` inside TLS; in Akka and in Pekko alike.
  package var transport: String

  /// An IPv6 address gets the brackets in which Java has it, in handshakes and in paths: a peer that
  /// finds two forms takes them for two systems, and dials one of them.
  package init(system: String, host: String, port: UInt32, transport: String = "tcp") {
    self.system = system
    self.host = Self.bracketed(host)
    self.port = port
    self.transport = transport
  }

  /// `flink@jm1:6123`.
  package var description: String { "\(system)@\(host):\(port)" }

  /// The path of an actor at this address: `akka.tcp://flink@jm1:6123/user`.
  package func path(_ scheme: RemotingScheme, _ actor: String) -> String {
    "\(scheme.rawValue).\(transport)://\(system)@\(Self.bracketed(host)):\(port)\(actor)"
  }

  private static func bracketed(_ host: String) -> String {
    host.utf8.contains(UInt8(ascii: ":")) && !host.hasPrefix("[") ? "[\(host)]" : host
  }
}

/// What the paths of actors begin with: it tells Akka (Flink up to 1.17) from Pekko (1.18 on).
///
/// A handshake shows neither: `AddressData.protocol` is `tcp` in both.
package enum RemotingScheme: String, Sendable, Hashable, CaseIterable {
  case akka
  case pekko

  /// A path that the peer takes for its own whatever its host and port: `akka://flink/user`.
  func localPath(_ system: String, _ actor: String) -> String {
    "\(rawValue)://\(system)\(actor)"
  }
}

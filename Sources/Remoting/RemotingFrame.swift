/// One message of the transport below the actors (`AkkaProtocolMessage` of `WireFormats.proto`).
package enum RemotingFrame: Sendable, Hashable {
  /// A handshake; the uid is new at each start of an actor system.
  case associate(RemotingAddress, uid: UInt64)
  case disassociate(Farewell)
  case heartbeat
  /// A message for an actor.
  case message(RemoteEnvelope)
  /// Acknowledgements alone, and what is empty or of a later version.
  case other

  /// Why an association ends.
  package enum Farewell: UInt64, Sendable, Hashable {
    case unspecified = 2
    /// The one farewell after which the peer logs nothing at INFO.
    case shuttingDown = 4
    /// Never sent: the peer would take its own actor system for banned.
    case quarantined = 5
  }

  package static func read(_ bytes: ArraySlice<UInt8>) throws(MalformedMessage) -> Self {
    var frame = Self.other
    var fields = ProtobufReader(bytes)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let payload)):
        if let envelope = try envelope(in: payload) { frame = .message(envelope) }
      case (2, .bytes(let instruction)): frame = try control(instruction)
      default: break
      }
    }
    return frame
  }

  /// The frame with its length in front, ready to be sent.
  package var bytes: [UInt8] {
    FrameReader.frame(
      ProtobufWriter.message { frame in
        switch self {
        case .associate(let origin, let uid):
          frame.message(2) { instruction in
            instruction.varint(1, 1)
            instruction.message(2) { handshake in
              handshake.message(1) { address in
                address.bytes(1, origin.system.utf8)
                address.bytes(2, origin.host.utf8)
                address.varint(3, UInt64(origin.port))
                address.bytes(4, origin.transport.utf8)
              }
              handshake.fixed64(2, uid)
            }
          }
        case .disassociate(let farewell):
          frame.message(2) { $0.varint(1, farewell.rawValue) }
        case .heartbeat:
          frame.message(2) { $0.varint(1, 3) }
        case .message(let envelope):
          frame.message(1) { payload in payload.bytes(2, envelope.bytes) }
        case .other:
          break
        }
      })
  }

  private static func envelope(
    in payload: ArraySlice<UInt8>
  ) throws(MalformedMessage) -> RemoteEnvelope? {
    var envelope: RemoteEnvelope?
    var fields = ProtobufReader(payload)
    while let field = try fields.next() {
      if field.number == 2, let bytes = field.value.bytes {
        envelope = try RemoteEnvelope.read(bytes)
      }
    }
    return envelope
  }

  private static func control(_ bytes: ArraySlice<UInt8>) throws(MalformedMessage) -> Self {
    var command: UInt64 = 0
    var origin: RemotingAddress?
    var uid: UInt64?
    var fields = ProtobufReader(bytes)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .varint(let number)): command = number
      case (2, .bytes(let handshake)):
        var parts = ProtobufReader(handshake)
        while let part = try parts.next() {
          switch (part.number, part.value) {
          case (1, .bytes(let address)): origin = try RemotingAddress.read(address)
          case (2, .fixed64(let number)): uid = number
          default: break
          }
        }
      default: break
      }
    }
    switch command {
    case 1:
      guard let origin, let uid else { throw MalformedMessage() }
      return .associate(origin, uid: uid)
    case 3: return .heartbeat
    default: return Farewell(rawValue: command).map(Self.disassociate) ?? .other
    }
  }
}

extension RemotingAddress {
  fileprivate static func read(_ bytes: ArraySlice<UInt8>) throws(MalformedMessage) -> Self {
    var address = RemotingAddress(system: "", host: "", port: 0, transport: "")
    var fields = ProtobufReader(bytes)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, let value): address.system = value.text ?? ""
      case (2, let value): address.host = value.text ?? ""
      case (3, .varint(let port)): address.port = UInt32(truncatingIfNeeded: port)
      case (4, let value): address.transport = value.text ?? ""
      default: break
      }
    }
    return address
  }
}

/// What is said to actors and what they answer: messages that every actor understands by itself.
package enum ActorMessage: Sendable, Hashable {
  /// Asks an actor who it is; `correlation` comes back.
  case identify(correlation: String)
  /// The answer; without a path there is no such actor.
  case identity(correlation: String, path: String?)
  /// Asks every actor of `user/rpc/` who it is, as a TaskManager asks for `resourcemanager_*`.
  case identifyEach(correlation: String, pattern: String)
  /// Asks the remote watcher, which answers below Flink's own actors.
  case watcherHeartbeat
  case watcherHeartbeatAnswer(uid: UInt64)
  case other

  /// The message in an envelope, to be sent to `recipient`.
  package func envelope(to recipient: String, from sender: String) -> RemoteEnvelope {
    var envelope = RemoteEnvelope(
      recipient: recipient, sender: sender, message: [], serializer: RemoteEnvelope.Serializer.misc,
      manifest: "")
    switch self {
    case .identify(let correlation):
      envelope.message = Self.identifyBytes(correlation)
      envelope.manifest = "A"
    case .identity(let correlation, let path):
      envelope.message = ProtobufWriter.message { identity in
        identity.bytes(1, Self.payload(correlation))
        if let path { identity.message(2) { $0.bytes(1, path.utf8) } }
      }
      envelope.manifest = "B"
    case .identifyEach(let correlation, let pattern):
      envelope.serializer = RemoteEnvelope.Serializer.containers
      envelope.message = ProtobufWriter.message { selection in
        selection.bytes(1, Self.identifyBytes(correlation))
        selection.varint(2, RemoteEnvelope.Serializer.misc)
        for name in ["user", "rpc"] {
          selection.message(3) { element in
            element.varint(1, 1)
            element.bytes(2, name.utf8)
          }
        }
        selection.message(3) { element in
          element.varint(1, 2)
          element.bytes(2, pattern.utf8)
        }
        selection.bytes(4, "A".utf8)
        selection.varint(5, 1)
      }
    case .watcherHeartbeat:
      envelope.manifest = "RWHB"
    case .watcherHeartbeatAnswer(let uid):
      envelope.message = ProtobufWriter.message { $0.varint(1, uid) }
      envelope.manifest = "RWHR"
    case .other:
      break
    }
    return envelope
  }

  package static func read(_ envelope: RemoteEnvelope) throws(MalformedMessage) -> Self {
    guard envelope.serializer == RemoteEnvelope.Serializer.misc else { return .other }
    var fields = ProtobufReader(envelope.message[...])
    switch envelope.manifest {
    case "A":
      var correlation = ""
      while let field = try fields.next() {
        if field.number == 1, let payload = field.value.bytes {
          correlation = try text(in: payload)
        }
      }
      return .identify(correlation: correlation)
    case "B":
      var correlation = ""
      var path: String?
      while let field = try fields.next() {
        switch (field.number, field.value) {
        case (1, .bytes(let payload)): correlation = try text(in: payload)
        case (2, .bytes(let reference)): path = try RemoteEnvelope.path(in: reference)
        default: break
        }
      }
      return .identity(correlation: correlation, path: path)
    case "RWHB":
      return .watcherHeartbeat
    case "RWHR":
      var uid: UInt64 = 0
      while let field = try fields.next() {
        if field.number == 1 { uid = field.value.varint ?? field.value.fixed64 ?? 0 }
      }
      return .watcherHeartbeatAnswer(uid: uid)
    default:
      return .other
    }
  }

  private static func identifyBytes(_ correlation: String) -> [UInt8] {
    ProtobufWriter.message { $0.bytes(1, payload(correlation)) }
  }

  /// A string as `Payload`: it is echoed as it is.
  private static func payload(_ text: String) -> [UInt8] {
    ProtobufWriter.message { payload in
      payload.bytes(1, text.utf8)
      payload.varint(2, RemoteEnvelope.Serializer.string)
    }
  }

  private static func text(in payload: ArraySlice<UInt8>) throws(MalformedMessage) -> String {
    var text = ""
    var fields = ProtobufReader(payload)
    while let field = try fields.next() {
      if field.number == 1 { text = field.value.text ?? "" }
    }
    return text
  }
}

/// A message on its way to an actor (`RemoteEnvelope` and `SerializedMessage`).
///
/// A sequence number is never written: with one the peer takes it for a system message, which it
/// acknowledges and does not deliver.
package struct RemoteEnvelope: Sendable, Hashable {
  /// The path of the actor that gets it.
  package var recipient: String
  /// The path that answers go to; they come back over the connection that the message took.
  package var sender: String
  package var message: [UInt8]
  /// Which serializer wrote it: `Serializer`.
  package var serializer: UInt64
  /// What the serializer calls the kind of message.
  package var manifest: String

  /// The serializers that every Flink has switched on (`reference.conf` of akka-remote).
  package enum Serializer {
    /// `MessageContainerSerializer`: selections.
    package static let containers: UInt64 = 6
    /// `MiscMessageSerializer`: identify and heartbeat.
    package static let misc: UInt64 = 16
    /// `StringSerializer`.
    package static let string: UInt64 = 20
  }

  var bytes: [UInt8] {
    ProtobufWriter.message { envelope in
      envelope.message(1) { $0.bytes(1, recipient.utf8) }
      envelope.message(2) { serialized in
        serialized.bytes(1, message)
        serialized.varint(2, serializer)
        serialized.bytes(3, manifest.utf8)
      }
      envelope.message(4) { $0.bytes(1, sender.utf8) }
    }
  }

  static func read(_ bytes: ArraySlice<UInt8>) throws(MalformedMessage) -> Self {
    var envelope = RemoteEnvelope(
      recipient: "", sender: "", message: [], serializer: 0, manifest: "")
    var fields = ProtobufReader(bytes)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let reference)): envelope.recipient = try path(in: reference)
      case (2, .bytes(let serialized)): try envelope.readMessage(serialized)
      case (4, .bytes(let reference)): envelope.sender = try path(in: reference)
      default: break
      }
    }
    return envelope
  }

  private mutating func readMessage(_ bytes: ArraySlice<UInt8>) throws(MalformedMessage) {
    var fields = ProtobufReader(bytes)
    while let field = try fields.next() {
      switch (field.number, field.value) {
      case (1, .bytes(let bytes)): message = Array(bytes)
      case (2, .varint(let number)): serializer = number
      case (3, let value): manifest = value.text ?? ""
      default: break
      }
    }
  }

  /// The path in an `ActorRefData` or `ActorRef`.
  static func path(in reference: ArraySlice<UInt8>) throws(MalformedMessage) -> String {
    var path = ""
    var fields = ProtobufReader(reference)
    while let field = try fields.next() {
      if field.number == 1 { path = field.value.text ?? "" }
    }
    return path
  }
}

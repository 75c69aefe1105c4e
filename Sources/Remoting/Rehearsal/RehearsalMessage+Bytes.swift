/// Messages as protobuf: the kind in field 1, what belongs to it from field 2 on.
extension RehearsalMessage {
  static let manifest = "flinkdoctor.rehearsal"
  /// `ByteArraySerializer`: no actor system that should get it by mistake makes an object of it.
  private static let serializer: UInt64 = 4
  /// Of what a peer says of itself; longer is cut.
  static let longestText = 512
  /// Of what is sent to and fro to learn what a path lets through.
  package static let largestPadding = 65_000

  /// The message in a frame with its length in front.
  package var frame: [UInt8] {
    let envelope = RemoteEnvelope(
      recipient: "", sender: "", message: bytes, serializer: Self.serializer,
      manifest: Self.manifest)
    return RemotingFrame.message(envelope).bytes
  }

  /// nil for what is none of the rehearsal's.
  package static func read(_ envelope: RemoteEnvelope) throws(MalformedMessage) -> Self? {
    guard envelope.serializer == serializer, envelope.manifest == manifest else { return nil }
    return try read(envelope.message[...])
  }

  var bytes: [UInt8] {
    ProtobufWriter.message { out in
      switch self {
      case .hello(let version, let identity, let nonce, let purpose):
        out.begin(1)
        out.varint(2, version)
        out.identity(identity)
        out.fixed64(6, nonce)
        out.varint(7, purpose.rawValue)
      case .challenge(let identity, let nonce):
        out.begin(2)
        out.identity(identity)
        out.fixed64(6, nonce)
      case .proof(let mac):
        out.begin(3)
        out.bytes(2, mac)
      case .welcome(let mac):
        out.begin(4)
        out.bytes(2, mac)
      case .refused(let why):
        out.begin(5)
        out.varint(2, why.rawValue)
      case .register(let registration):
        out.begin(6)
        out.registration(registration)
      case .registered(let interval, let blobPort):
        out.begin(7)
        out.varint(2, interval)
        out.varint(3, blobPort)
      case .heartbeat(let number):
        out.begin(8)
        out.varint(2, number)
      case .heartbeatAnswer(let number):
        out.begin(9)
        out.varint(2, number)
      case .unknownTaskManager: out.begin(10)
      case .dial(let dial):
        out.begin(11)
        out.dial(dial)
      case .dialled(let path):
        out.begin(12)
        out.path(path)
      case .ended: out.begin(13)
      case .leaving: out.begin(14)
      case .ping(let sequence, let sent, let padding):
        out.begin(15)
        out.varint(2, sequence)
        out.varint(3, sent)
        out.padding(padding)
      case .pong(let sequence, let sent, let received, let answered, let padding):
        out.begin(16)
        out.varint(2, sequence)
        out.varint(3, sent)
        out.varint(4, received)
        out.varint(5, answered)
        out.padding(padding)
      case .bulkTaken(let count):
        out.begin(17)
        out.varint(2, count)
      case .distrust(let distrust):
        out.begin(18)
        distrust.write(&out)
      case .unknown: break
      }
    }
  }

  static func read(_ bytes: ArraySlice<UInt8>) throws(MalformedMessage) -> Self {
    var fields = RehearsalFields()
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() { fields.note(field) }
    return switch fields[1] {
    case 1:
      .hello(
        version: fields[2], try fields.identity(), nonce: fields[6],
        try known(RehearsalPurpose(rawValue: fields[7])))
    case 2: .challenge(try fields.identity(), nonce: fields[6])
    case 3: .proof(Array(fields.bytes(2).prefix(64)))
    case 4: .welcome(Array(fields.bytes(2).prefix(64)))
    case 5: .refused(try known(RehearsalRefusal(rawValue: fields[2])))
    case 6: .register(try fields.registration())
    case 7: .registered(interval: fields[2], blobPort: fields[3])
    case 8: .heartbeat(fields[2])
    case 9: .heartbeatAnswer(fields[2])
    case 10: .unknownTaskManager
    case 11: .dial(try fields.dial())
    case 12: .dialled(try fields.path())
    case 13: .ended
    case 14: .leaving
    case 15: .ping(sequence: fields[2], sent: fields[3], padding: try fields.padding())
    case 16:
      .pong(
        sequence: fields[2], sent: fields[3], received: fields[4], answered: fields[5],
        padding: try fields.padding())
    case 17: .bulkTaken(fields[2])
    case 18: .distrust(try fields.distrust())
    default: .unknown
    }
  }

  private static func known<Value>(_ value: Value?) throws(MalformedMessage) -> Value {
    guard let value else { throw MalformedMessage() }
    return value
  }
}

extension ProtobufWriter {
  fileprivate mutating func begin(_ kind: UInt64) { varint(1, kind) }

  fileprivate mutating func identity(_ identity: RehearsalIdentity) {
    varint(3, identity.role.rawValue)
    fixed64(4, identity.id)
    text(5, identity.machine)
  }

  fileprivate mutating func registration(_ registration: RehearsalRegistration) {
    text(2, registration.host)
    varint(3, registration.rpcPort)
    varint(4, registration.dataPort)
    text(5, registration.strategy)
    text(6, registration.reason)
    varint(7, registration.memoryBytes)
    varint(8, registration.cpus)
  }

  fileprivate mutating func dial(_ dial: RehearsalDial) {
    varint(2, dial.order)
    fixed64(3, dial.target)
    text(4, dial.host)
    text(5, dial.address)
    varint(6, dial.port)
    varint(7, dial.isFlinks ? 1 : 0)
  }

  fileprivate mutating func path(_ path: RehearsalPath) {
    varint(2, path.order)
    varint(3, path.outcome.rawValue)
    text(4, path.detail)
    text(5, path.address)
    varint(6, path.dial)
    for time in path.roundTrips.prefix(RehearsalPath.mostRoundTrips) { varint(7, time) }
    varint(8, path.largest)
    varint(9, path.stuck)
    varint(10, path.bulk)
    varint(11, path.bulkTime)
    fixed64(12, UInt64(bitPattern: path.offset))
    if let error = path.offsetError { varint(13, error) }
    varint(14, path.segments)
    varint(15, path.lost)
    if let distrust = path.distrustOfDialer { message(20, distrust.write) }
    if let distrust = path.distrustOfAcceptor { message(21, distrust.write) }
  }

  fileprivate mutating func padding(_ count: Int) {
    guard count > 0 else { return }
    bytes(9, repeatElement(0x78, count: min(count, RehearsalMessage.largestPadding)))
  }

  private mutating func text(_ field: UInt64, _ text: String) {
    bytes(field, text.utf8.prefix(RehearsalMessage.longestText))
  }
}

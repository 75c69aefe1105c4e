/// The fields of one message, the last of a number counting.
struct RehearsalFields {
  private var numbers: [UInt64: UInt64] = [:]
  private var slices: [UInt64: ArraySlice<UInt8>] = [:]
  private var seventh: [UInt64] = []

  mutating func note(_ field: ProtobufReader.Field) {
    guard field.number < 32 else { return }
    switch field.value {
    case .varint(let number):
      numbers[field.number] = number
      if field.number == 7, seventh.count < RehearsalPath.mostRoundTrips { seventh.append(number) }
    case .fixed64(let number): numbers[field.number] = number
    case .fixed32(let number): numbers[field.number] = UInt64(number)
    case .bytes(let bytes): slices[field.number] = bytes
    }
  }

  subscript(_ field: UInt64) -> UInt64 { numbers[field] ?? 0 }

  func bytes(_ field: UInt64) -> ArraySlice<UInt8> { slices[field] ?? [] }

  /// Whatever a peer calls itself is shown to people, so that nothing in it may move a terminal.
  func text(_ field: UInt64) -> String {
    let text = String(decoding: bytes(field).prefix(RehearsalMessage.longestText), as: UTF8.self)
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 32 && !(127...159 ~= $0.value) }
    return isPlain
      ? text
      : String(
        String.UnicodeScalarView(
          text.unicodeScalars.map {
            $0.value < 32 || 127...159 ~= $0.value ? "\u{FFFD}" : $0
          }))
  }

  func identity() throws(MalformedMessage) -> RehearsalIdentity {
    guard let role = RehearsalIdentity.Role(rawValue: self[3]) else { throw MalformedMessage() }
    return RehearsalIdentity(role: role, id: self[4], machine: text(5))
  }

  func registration() throws(MalformedMessage) -> RehearsalRegistration {
    RehearsalRegistration(
      host: text(2), rpcPort: try port(3), dataPort: try port(4), strategy: text(5),
      reason: text(6), memoryBytes: self[7], cpus: self[8])
  }

  func dial() throws(MalformedMessage) -> RehearsalDial {
    RehearsalDial(
      order: self[2], target: self[3], host: text(4), address: text(5), port: try port(6),
      isFlinks: self[7] != 0)
  }

  func path() throws(MalformedMessage) -> RehearsalPath {
    guard let outcome = RehearsalPath.Outcome(rawValue: self[3]) else { throw MalformedMessage() }
    var path = RehearsalPath(outcome, detail: text(4))
    path.order = self[2]
    path.address = text(5)
    path.dial = self[6]
    path.roundTrips = seventh
    path.largest = self[8]
    path.stuck = self[9]
    path.bulk = self[10]
    path.bulkTime = self[11]
    path.offset = Int64(bitPattern: self[12])
    path.offsetError = numbers[13]
    path.segments = self[14]
    path.lost = self[15]
    path.distrustOfDialer = try distrust(in: 20)
    path.distrustOfAcceptor = try distrust(in: 21)
    return path
  }

  func padding() throws(MalformedMessage) -> Int {
    let count = bytes(9).count
    guard count <= RehearsalMessage.largestPadding else { throw MalformedMessage() }
    return count
  }

  private func port(_ field: UInt64) throws(MalformedMessage) -> UInt64 {
    guard self[field] <= 65_535 else { throw MalformedMessage() }
    return self[field]
  }
}

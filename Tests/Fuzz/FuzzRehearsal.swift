import Remoting

/// Any bytes as what a stand-in's peer says: as frames, as messages, and in every stage of a link.
///
/// The first byte says in pieces of what length they come, and at which stage. No trap, no hang, and
/// nothing is kept that grows with what comes.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard let choice = input.first, let token = RehearsalToken("a-token-of-the-fuzzer") else {
    return 0
  }
  let said = input.dropFirst()
  if case .message(let envelope)? = try? RemotingFrame.read(said) {
    _ = try? RehearsalMessage.read(envelope)
  }
  var body = ActorMessage.other.envelope(to: "", from: "")
  body.serializer = 4
  body.manifest = "flinkdoctor.rehearsal"
  body.message = Array(said)
  if let message = try? RehearsalMessage.read(body),
    case .message(let envelope)? = try? RemotingFrame.read(message.frame.dropFirst(4))
  {
    // What was understood once is understood again, and as the same.
    precondition((try? RehearsalMessage.read(envelope)) == message)
  }
  let framed = RemotingFrame.message(body).bytes
  let stream = choice & 64 == 0 ? Array(said) : framed
  let pieces = Int(choice & 31) + 1
  if choice & 128 == 0 {
    var dialer = link(token, 1, .dialer(.measure, expecting: 2))
    var acceptor = link(token, 2, .acceptor(registers: true))
    // A good peer first, as far as the choice says, then the bytes.
    var toAcceptor = sent(dialer.start(at: .zero))
    _ = acceptor.start(at: .zero)
    for _ in 0..<Int(choice & 32) / 8 {
      let back = sent(acceptor.receive(toAcceptor, at: .zero))
      toAcceptor = sent(dialer.receive(back, at: .zero))
    }
    feed(&acceptor, stream, pieces)
  } else {
    var measurement = PathMeasurement(
      link(token, 1, .dialer(.measure, expecting: nil)), PathMeasurement.Plan())
    _ = measurement.start(at: .zero)
    var now = Duration.zero
    var rest = stream[...]
    while !rest.isEmpty {
      now += .milliseconds(3)
      _ = measurement.receive(rest.prefix(pieces), at: now)
      rest = rest.dropFirst(pieces)
    }
    for _ in 0..<100 where !measurement.isOver {
      guard let due = measurement.wakeTime else { break }
      now = max(now, due)
      _ = measurement.wake(at: now)
    }
    precondition(measurement.isOver && measurement.wakeTime == nil)
    precondition(measurement.path.roundTrips.count <= PathMeasurement.Plan().pings)
  }
  return 0
}

private func link(
  _ token: RehearsalToken, _ id: UInt64, _ side: RehearsalLink.Side
) -> RehearsalLink {
  let own = RehearsalLink.Own(
    identity: RehearsalIdentity(role: .jobManager, id: id, machine: "m"), token: token,
    address: RemotingAddress(system: "flinkdoctor-1", host: "h", port: 1), uid: 1, scheme: .pekko,
    mostBulk: 1 << 20)
  return RehearsalLink(own, side, nonce: id, wallAtZero: 0)
}

private func sent(_ actions: [RehearsalLink.Action]) -> [UInt8] {
  actions.flatMap { action -> [UInt8] in if case .send(let bytes) = action { bytes } else { [] } }
}

private func feed(_ link: inout RehearsalLink, _ stream: [UInt8], _ pieces: Int) {
  var now = Duration.zero
  var rest = stream[...]
  var actions = 0
  while !rest.isEmpty {
    now += .milliseconds(3)
    actions += link.receive(rest.prefix(pieces), at: now).count
    rest = rest.dropFirst(pieces)
    if let due = link.wakeTime, due <= now { actions += link.wake(at: now).count }
  }
  for _ in 0..<10 where !link.isOver {
    guard let due = link.wakeTime else { break }
    now = max(now, due)
    actions += link.wake(at: now).count
  }
  precondition(link.isOver || link.isEstablished)
  precondition(actions <= 16 + stream.count)
}

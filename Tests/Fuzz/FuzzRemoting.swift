import Remoting

/// Any bytes as what a peer says: as frames, as messages, and as its half of a whole conversation.
///
/// The first byte says in pieces of what length they come. No trap, no hang, and nothing is kept
/// that grows with what comes.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  guard let choice = input.first else { return 0 }
  let said = input.dropFirst()
  _ = try? RemotingFrame.read(said)
  for (serializer, manifest) in [(16, "A"), (16, "B"), (16, "RWHB"), (16, "RWHR"), (6, "")] {
    var envelope = ActorMessage.other.envelope(to: "", from: "")
    envelope.message = Array(said)
    envelope.serializer = UInt64(serializer)
    envelope.manifest = manifest
    _ = try? ActorMessage.read(envelope)
  }
  converse(said, pieces: Int(choice & 63) + 1, isFramed: false)
  // As the rest of what began well.
  let address = RemotingAddress(system: "flink", host: "jm1", port: 6123)
  converse(
    RemotingFrame.associate(address, uid: 7).bytes + said, pieces: Int(choice & 63) + 1,
    isFramed: choice > 127)
  return 0
}

private func converse(
  _ said: some Collection<UInt8>, pieces: Int, isFramed: Bool
) {
  var plan = RemotingPlan(schemes: [.pekko, .akka])
  plan.largestFrame = 2048
  var conversation = RemotingConversation(host: "10.0.0.2", port: 50000, random: 1, plan: plan)
  var now = Duration.zero
  var sent = conversation.start(at: now).count
  var rest = isFramed ? FrameReader.frame(Array(said.dropFirst(52)))[...] : Array(said)[...]
  if isFramed { sent += conversation.receive(said.prefix(52), at: now).count }
  while !rest.isEmpty {
    now += .milliseconds(7)
    sent += conversation.receive(rest.prefix(pieces), at: now).count
    rest = rest.dropFirst(pieces)
    if let due = conversation.wakeTime, due <= now { sent += conversation.wake(at: now).count }
  }
  for _ in 0..<100 where !conversation.isOver {
    now = max(now, conversation.wakeTime ?? now)
    sent += conversation.wake(at: now).count
  }
  precondition(conversation.isOver && conversation.wakeTime == nil)
  precondition(now <= .seconds(4) + .milliseconds(7 * said.count))
  let report = conversation.report
  precondition(report.firstBytes.count <= 64 && report.actors.count <= 64)
  precondition(report.roundTrips.count <= 1000 && report.echoes.count <= 2)
  precondition(sent <= 100 + said.count)
}

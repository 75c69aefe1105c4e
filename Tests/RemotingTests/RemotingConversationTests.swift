import Remoting
import Testing

/// The conversation against an actor system that is played here, message by message.
struct RemotingConversationTests {
  @Test func `asks everything and takes leave quietly`() {
    var peer = PlayedPeer()
    let report = peer.hold(plan: RemotingPlan(schemes: [.akka]))
    #expect(report.outcome == .associated)
    #expect(report.origin == peer.address)
    #expect(report.uid == 7)
    #expect(report.scheme == .akka)
    #expect(report.pings == 5)
    #expect(report.roundTrips == Array(repeating: .milliseconds(2), count: 5))
    #expect(report.actors == ["dispatcher_0", "resourcemanager_1"])
    #expect(report.askedForActors)
    #expect(report.echoes.map(\.bytes) == [3000, 60000])
    #expect(report.echoes.allSatisfy { $0.roundTrip == .milliseconds(2) })
    #expect(report.endedQuietly)
    #expect(peer.farewells == [.shuttingDown])
    #expect(peer.clock < .milliseconds(600))
  }

  @Test func `without a scheme the handshake is all`() {
    var peer = PlayedPeer()
    let report = peer.hold(plan: RemotingPlan(schemes: []))
    #expect(report.outcome == .associated)
    #expect(report.pings == 0)
    #expect(peer.farewells == [.shuttingDown])
    #expect(peer.dropped == 0)
  }

  @Test func `tries the second scheme when the first stays unanswered`() {
    var peer = PlayedPeer()
    let report = peer.hold(plan: RemotingPlan(schemes: [.pekko, .akka]))
    #expect(report.scheme == .akka)
    #expect(report.unansweredSchemes == [.pekko])
    #expect(report.roundTrips.count == 5)
    #expect(peer.dropped == 1)
  }

  @Test func `a large text that does not come back is waited for until the end`() {
    var peer = PlayedPeer()
    peer.largestEcho = 1400
    let report = peer.hold(plan: RemotingPlan(schemes: [.akka]))
    #expect(report.roundTrips.count == 5)
    #expect(report.echoes.map(\.roundTrip) == [nil])
    #expect(report.echoes.allSatisfy { $0.waited > .seconds(2) })
    #expect(peer.clock <= .milliseconds(3400))
  }

  @Test func `one that never answers is silent, and is told farewell all the same`() {
    var conversation = PlayedPeer.conversation(RemotingPlan(schemes: [.akka]))
    #expect(conversation.start(at: .seconds(9)).count == 1)
    #expect(conversation.wakeTime == .seconds(12))
    #expect(
      conversation.wake(at: .seconds(12)) == [
        .send(RemotingFrame.disassociate(.shuttingDown).bytes), .close,
      ])
    #expect(conversation.report.outcome == .silent)
    #expect(conversation.isOver && conversation.wakeTime == nil)
  }

  @Test func `one that closes at once`() {
    var conversation = PlayedPeer.conversation(RemotingPlan(schemes: [.akka]))
    _ = conversation.start(at: .zero)
    #expect(conversation.ended(at: .milliseconds(3)) == [.close])
    #expect(conversation.report.outcome == .closed)
    #expect(conversation.report.answered == .milliseconds(3))
  }

  @Test func `one that is no actor system is not talked to further`() {
    var conversation = PlayedPeer.conversation(RemotingPlan(schemes: [.akka]))
    _ = conversation.start(at: .zero)
    #expect(conversation.receive("HT".utf8, at: .zero) == [])
    #expect(conversation.receive("TP/1.1 404 Not Found\r\n".utf8, at: .zero) == [.close])
    #expect(conversation.report.outcome == .notRemoting(.http))
    #expect(String(decoding: conversation.report.firstBytes, as: UTF8.self).hasPrefix("HTTP/1.1"))
  }

  @Test func `one that wants no association`() {
    var conversation = PlayedPeer.conversation(RemotingPlan(schemes: [.akka]))
    _ = conversation.start(at: .zero)
    let bytes = RemotingFrame.disassociate(.quarantined).bytes
    #expect(conversation.receive(bytes, at: .zero) == [.close])
    #expect(conversation.report.outcome == .disassociated(.quarantined))
  }

  @Test func `a frame beyond what is expected ends it`() {
    var conversation = PlayedPeer.conversation(RemotingPlan(schemes: [.akka]))
    _ = conversation.start(at: .zero)
    let handshake = RemotingFrame.associate(PlayedPeer().address, uid: 7).bytes
    #expect(conversation.receive(handshake, at: .zero).count == 1)
    #expect(conversation.receive(FrameReader.prefix(.max), at: .zero) == [.close])
    #expect(conversation.report.outcome == .broken("a frame of 4294967295 bytes"))
  }

  @Test func `every cut of a whole conversation ends it without a trap`() {
    var peer = PlayedPeer()
    _ = peer.hold(plan: RemotingPlan(schemes: [.akka]))
    let small = peer.sent.prefix(1200)
    for count in 0...small.count {
      var conversation = PlayedPeer.conversation(RemotingPlan(schemes: [.akka]))
      _ = conversation.start(at: .zero)
      for byte in small.prefix(count) { _ = conversation.receive([byte], at: .milliseconds(1)) }
      _ = conversation.ended(at: .milliseconds(2))
      #expect(conversation.isOver)
    }
  }
}

/// An actor system that answers after two milliseconds each, and a clock that only it moves.
struct PlayedPeer {
  let address = RemotingAddress(system: "flink", host: "jm1", port: 6123)
  let scheme = RemotingScheme.akka
  /// Longer texts are lost on the way.
  var largestEcho = Int.max
  private(set) var clock = Duration.zero
  private(set) var farewells: [RemotingFrame.Farewell] = []
  /// Messages that a real one would log at ERROR.
  private(set) var dropped = 0
  private(set) var sent: [UInt8] = []

  static func conversation(_ plan: RemotingPlan) -> RemotingConversation {
    RemotingConversation(host: "10.0.0.2", port: 50000, random: 0x1234_5678_9abc_def0, plan: plan)
  }

  /// Plays the whole conversation.
  mutating func hold(plan: RemotingPlan) -> RemotingReport {
    var conversation = Self.conversation(plan)
    var actions = conversation.start(at: clock)
    while !conversation.isOver {
      var answers: [UInt8] = []
      var isClosing = false
      for case .send(let bytes) in actions { answer(bytes, into: &answers, &isClosing) }
      if isClosing {
        actions = conversation.ended(at: clock)
      } else if !answers.isEmpty {
        clock += .milliseconds(2)
        sent += answers
        actions = conversation.receive(answers, at: clock)
      } else if let due = conversation.wakeTime {
        clock = max(clock, due)
        actions = conversation.wake(at: clock)
      }
    }
    return conversation.report
  }

  private mutating func answer(
    _ bytes: [UInt8], into answers: inout [UInt8], _ isClosing: inout Bool
  ) {
    var frames = FrameReader(limit: 1 << 20)
    frames.append(bytes)
    while let bytes = try? frames.next(), let frame = try? RemotingFrame.read(bytes) {
      switch frame {
      case .associate: answers += RemotingFrame.associate(address, uid: 7).bytes
      case .disassociate(let farewell):
        farewells.append(farewell)
        isClosing = true
      case .message(let envelope): answers += answer(envelope)
      case .heartbeat, .other: break
      }
    }
  }

  private mutating func answer(_ envelope: RemoteEnvelope) -> [UInt8] {
    guard envelope.recipient.hasPrefix("\(scheme)://flink/") else {
      dropped += 1
      return []
    }
    if envelope.serializer == RemoteEnvelope.Serializer.containers {
      return ["resourcemanager_1#12", "dispatcher_0#-4"].flatMap { name in
        let path = address.path(scheme, "/user/rpc/" + name)
        return bytes(.identity(correlation: "each", path: path), envelope)
      }
    }
    guard case .identify(let correlation) = try? ActorMessage.read(envelope),
      correlation.utf8.count <= largestEcho
    else { return [] }
    return bytes(.identity(correlation: correlation, path: address.path(scheme, "/user")), envelope)
  }

  private func bytes(_ message: ActorMessage, _ question: RemoteEnvelope) -> [UInt8] {
    RemotingFrame.message(message.envelope(to: question.sender, from: "")).bytes
  }
}

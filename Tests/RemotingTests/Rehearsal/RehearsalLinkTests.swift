import Testing

@testable import Remoting

/// Two ends of a connection without a network: what one sends the other gets, a millisecond later.
struct Wire {
  var dialer: RehearsalLink
  var acceptor: RehearsalLink
  var now = Duration.zero
  var told: (dialer: [RehearsalLink.Event], acceptor: [RehearsalLink.Event]) = ([], [])

  init(
    token: String = Self.token, purpose: RehearsalPurpose = .measure, expecting: UInt64? = 2,
    registers: Bool = true,
    distrusts: (dialers: RehearsalDistrust?, acceptors: RehearsalDistrust?) = (nil, nil)
  ) {
    var (one, other) = (Self.own(.taskManager, 1, token: token), Self.own(.jobManager, 2))
    one.distrust = distrusts.dialers
    other.distrust = distrusts.acceptors
    dialer = RehearsalLink(
      one, .dialer(purpose, expecting: expecting), nonce: 11, wallAtZero: 1_000_000_000_000)
    acceptor = RehearsalLink(
      other, .acceptor(registers: registers), nonce: 12,
      wallAtZero: 1_000_000_000_000)
  }

  static let token = "a-token-of-the-tests-1"

  private static func read(_ text: String) -> RehearsalToken {
    guard let token = RehearsalToken(text) else { fatalError("no token: \(text)") }
    return token
  }

  static func own(
    _ role: RehearsalIdentity.Role, _ id: UInt64, token: String = token
  ) -> RehearsalLink.Own {
    RehearsalLink.Own(
      identity: RehearsalIdentity(role: role, id: id, machine: "node-\(id)"),
      token: Self.read(token),
      address: RemotingAddress(system: "flinkdoctor-\(id)", host: "10.0.0.\(id)", port: 6123),
      uid: id, scheme: .pekko, mostBulk: 1 << 20)
  }

  mutating func run() {
    var toAcceptor = take(dialer.start(at: now), fromDialer: true)
    var toDialer = take(acceptor.start(at: now), fromDialer: false)
    while !toAcceptor.isEmpty || !toDialer.isEmpty {
      now += .milliseconds(1)
      let (there, back) = (toAcceptor, toDialer)
      toAcceptor = back.isEmpty ? [] : take(dialer.receive(back, at: now), fromDialer: true)
      toDialer = there.isEmpty ? [] : take(acceptor.receive(there, at: now), fromDialer: false)
    }
  }

  mutating func take(_ actions: [RehearsalLink.Action], fromDialer: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for action in actions {
      switch action {
      case .send(let sent): bytes += sent
      case .tell(let event) where fromDialer: told.dialer.append(event)
      case .tell(let event): told.acceptor.append(event)
      case .close: break
      }
    }
    return bytes
  }
}

@Suite("The links of a rehearsal")
struct RehearsalLinkTests {
  @Test("Both ends with the token know each other, and the token is not on the wire")
  func established() {
    var wire = Wire(purpose: .register, expecting: nil)
    wire.run()
    #expect(
      wire.told.acceptor == [
        .established(.init(role: .taskManager, id: 1, machine: "node-1"), .register)
      ])
    #expect(
      wire.told.dialer == [
        .established(.init(role: .jobManager, id: 2, machine: "node-2"), .register)
      ])
  }

  @Test("A wrong token is refused, and its node is named")
  func wrongToken() {
    var wire = Wire(token: "another-token-of-tests")
    wire.run()
    #expect(
      wire.told.acceptor == [
        .refused(.init(role: .taskManager, id: 1, machine: "node-1"), .wrongToken)
      ])
    #expect(wire.told.dialer == [.over(.refusedUs, detail: "it has another token")])
  }

  @Test("What each has against the other's certificate the other gets to know")
  func distrust() {
    let (one, other) = (RehearsalDistrust(.expired), RehearsalDistrust(.notTrusted))
    var wire = Wire(distrusts: (dialers: one, acceptors: other))
    wire.run()
    #expect(wire.told.acceptor.last == .message(.distrust(one)))
    #expect(wire.told.dialer.last == .message(.distrust(other)))
  }

  @Test("Another node than the one that was meant is told apart")
  func wrongNode() {
    var wire = Wire(expecting: 3)
    wire.run()
    #expect(wire.told.dialer == [.over(.wrongNode, detail: "the JobManager of node-2")])
  }

  @Test("A TaskManager takes no registration")
  func notJobManager() {
    var wire = Wire(purpose: .register, expecting: nil, registers: false)
    wire.run()
    #expect(wire.told.dialer == [.over(.refusedUs, detail: "it is no JobManager")])
  }

  @Test("A real actor system is greeted under the doctor's own name, taken leave of, and named")
  func realFlink() {
    var wire = Wire()
    _ = wire.acceptor.start(at: .zero)
    let real = RemotingAddress(system: "flink", host: "tm1", port: 6122)
    let actions = wire.acceptor.receive(
      RemotingFrame.associate(real, uid: 7).bytes, at: .milliseconds(1))
    #expect(
      actions == [
        .send(RemotingFrame.associate(Wire.own(.jobManager, 2).address, uid: 2).bytes),
        .tell(.visitor("the real actor system flink@tm1:6122")),
        .send(RemotingFrame.disassociate(.shuttingDown).bytes),
      ])
    #expect(wire.acceptor.ended(at: .milliseconds(2)).last == .close)
  }

  @Test("A real JobManager is greeted, and nothing is ever told to it")
  func realJobManager() {
    var wire = Wire(purpose: .register, expecting: nil)
    _ = wire.dialer.start(at: .zero)
    let real = RemotingAddress(system: "flink", host: "jm1", port: 6123)
    let actions = wire.dialer.receive(
      RemotingFrame.associate(real, uid: 7).bytes, at: .milliseconds(1))
    #expect(actions == [.send(RemotingFrame.disassociate(.shuttingDown).bytes)])
    #expect(
      wire.dialer.ended(at: .milliseconds(2)) == [
        .tell(.over(.realFlink, detail: "flink@jm1:6123")), .close,
      ])
  }

  @Test(
    "Strangers are named by their first bytes",
    arguments: [
      ("GET / HTTP/1.1\r\nHost: jm1\r\n\r\n", "an HTTP or other text client"),
      ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", "a TLS client"),
      ("\u{0}\u{0}\u{0}\u{2}\u{7f}\u{7f}", "something that is no Flink"),
    ])
  func stranger(bytes: String, words: String) {
    var wire = Wire()
    _ = wire.acceptor.start(at: .zero)
    #expect(
      wire.acceptor.receive(Array(bytes.utf8), at: .zero) == [.tell(.visitor(words)), .close])
  }

  @Test("Half-open connections end by themselves")
  func halfOpen() {
    var wire = Wire()
    _ = wire.acceptor.start(at: .zero)
    #expect(wire.acceptor.wakeTime == RehearsalLink.patienceWithComers)
    #expect(
      wire.acceptor.wake(at: RehearsalLink.patienceWithComers) == [
        .tell(.visitor("somebody who says nothing")), .close,
      ])
    #expect(wire.acceptor.wakeTime == nil)
  }

  @Test("A port that is only looked at tells nothing")
  func lookedAt() {
    var wire = Wire()
    _ = wire.acceptor.start(at: .zero)
    #expect(wire.acceptor.ended(at: .milliseconds(1)) == [.close])
  }

  @Test("flinkdoctor probe gets its answer")
  func probe() {
    var conversation = RemotingConversation(
      host: "10.0.0.9", port: 40_000, random: 5, plan: RemotingPlan(schemes: [.pekko]))
    var wire = Wire()
    _ = wire.acceptor.start(at: .zero)
    var now = Duration.zero
    var toAcceptor = conversation.start(at: now).bytes
    while !toAcceptor.isEmpty {
      now += .milliseconds(1)
      let back = wire.take(wire.acceptor.receive(toAcceptor, at: now), fromDialer: false)
      toAcceptor = back.isEmpty ? [] : conversation.receive(back, at: now).bytes
    }
    #expect(conversation.report.outcome == .associated)
    #expect(conversation.report.scheme == .pekko)
  }
}

extension [RemotingConversation.Action] {
  fileprivate var bytes: [UInt8] {
    flatMap { action -> [UInt8] in if case .send(let bytes) = action { bytes } else { [] } }
  }
}

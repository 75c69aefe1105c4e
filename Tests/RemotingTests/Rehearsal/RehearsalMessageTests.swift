import Testing

@testable import Remoting

@Suite("The messages of a rehearsal")
struct RehearsalMessageTests {
  static let path: RehearsalPath = {
    var path = RehearsalPath(.dropped, detail: "no answer within 3.0 s")
    path.order = 1001
    path.address = "fd77::22"
    path.dial = 3_000_000
    path.roundTrips = [1, 2, 3]
    path.largest = 1000
    path.stuck = 2000
    path.bulk = 10_485_760
    path.bulkTime = 12
    path.segments = 90
    path.lost = 4
    path.offset = -5
    path.offsetError = 7
    path.distrustOfDialer = distrust
    path.distrustOfAcceptor = RehearsalDistrust(.noCertificate)
    return path
  }()

  static let distrust: RehearsalDistrust = {
    var distrust = RehearsalDistrust(.expired)
    distrust.subject = "CN=tm2,O=Other"
    distrust.issuer = "CN=authority"
    distrust.serial = "3fa"
    distrust.fingerprint = "0a1b"
    distrust.sha1 = "0A:1B"
    distrust.notBefore = -1
    distrust.notAfter = 1_795_935_059
    distrust.judgedAt = 1_795_935_060
    distrust.trust = "/srv/flink/conf/internal.truststore"
    distrust.key = "security.ssl.internal.truststore"
    return distrust
  }()

  static let messages: [RehearsalMessage] = [
    .hello(
      version: 1, .init(role: .taskManager, id: .max, machine: "tm1"), nonce: 5, .register),
    .challenge(.init(role: .jobManager, id: 1, machine: "jm1"), nonce: 6),
    .proof([1, 2, 3]), .welcome([]), .refused(.wrongToken),
    .register(
      .init(
        host: "10.77.0.21", rpcPort: 6122, dataPort: 6121, strategy: "LOCAL_HOST",
        reason: "the own host name tm1 is 10.77.0.21", memoryBytes: 1 << 34, cpus: 4)),
    .registered(interval: 3000, blobPort: 6124), .heartbeat(9), .heartbeatAnswer(9),
    .unknownTaskManager,
    .dial(.init(order: 1001, target: 77, host: "tm2", address: "10.77.0.22", port: 6121)),
    .dial(
      .init(
        order: 1002, target: 77, host: "tm2", address: "fd77::22", port: 6121, isFlinks: false)),
    .dialled(path), .ended, .leaving, .ping(sequence: 1, sent: 2, padding: 65_000),
    .pong(sequence: 1, sent: 2, received: 3, answered: 4, padding: 10), .bulkTaken(10_485_760),
    .distrust(distrust), .refused(.distrusted),
  ]

  @Test("come back as they were sent", arguments: messages)
  func roundTrip(message: RehearsalMessage) throws {
    guard case .message(let envelope) = try RemotingFrame.read(message.frame.dropFirst(4)) else {
      Issue.record("no message")
      return
    }
    #expect(try RehearsalMessage.read(envelope) == message)
  }

  @Test("Control characters of a peer's names do not get to a terminal")
  func controlCharacters() throws {
    let message = RehearsalMessage.challenge(
      .init(role: .jobManager, id: 1, machine: "a\u{1B}[2Jb"), nonce: 0)
    #expect(
      try RehearsalMessage.read(message.bytes[...])
        == .challenge(.init(role: .jobManager, id: 1, machine: "a\u{FFFD}[2Jb"), nonce: 0))
  }

  @Test("SHA-256 and its keyed form, by the vectors of FIPS 180-4 and RFC 4231")
  func hashes() {
    func hex(_ bytes: [UInt8]) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(
      hex(SHA256.hash(Array("abc".utf8)))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex(SHA256.hash(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      hex(SHA256.hash([UInt8](repeating: 0x61, count: 1_000)))
        == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
    #expect(
      hex(
        SHA256.authentication(
          of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test("Tokens that could be guessed, or that hold blanks, are none")
  func tokens() {
    #expect(RehearsalToken("short") == nil)
    #expect(RehearsalToken("a token with blanks in it") == nil)
    var generator = SystemRandomNumberGenerator()
    #expect(RehearsalToken(RehearsalToken.random(using: &generator)) != nil)
  }
}

/// One connection of a rehearsal, from either end, without I/O: bytes in, actions out.
///
/// Both ends greet each other as actor systems do, then each proves to the other that it has the
/// token. A real actor system is greeted under a name of the doctor's own and taken leave of, in the
/// one way that a healthy peer does not log; nothing else is ever said to one.
package struct RehearsalLink: Sendable {
  package enum Side: Sendable, Hashable {
    /// `expecting` is the node that was meant; nil for any JobManager.
    case dialer(RehearsalPurpose, expecting: UInt64?)
    /// Whether TaskManagers may register here.
    case acceptor(registers: Bool)
  }

  /// What this process shows of itself on every connection.
  package struct Own: Sendable {
    package var identity: RehearsalIdentity
    package var token: RehearsalToken
    /// `flinkdoctor-…` and never an address of the cluster's: a real peer would take that for a
    /// restart of its owner.
    package var address: RemotingAddress
    package var uid: UInt64
    /// That of the configured Flink; nil where it is not known.
    package var scheme: RemotingScheme?
    /// A frame up to this length is counted and not kept.
    package var mostBulk: Int
    /// What this side has against the certificate of the peer of this connection.
    package var distrust: RehearsalDistrust?

    package init(
      identity: RehearsalIdentity, token: RehearsalToken, address: RemotingAddress, uid: UInt64,
      scheme: RemotingScheme?, mostBulk: Int, distrust: RehearsalDistrust? = nil
    ) {
      self.identity = identity
      self.token = token
      self.address = address
      self.uid = uid
      self.scheme = scheme
      self.mostBulk = mostBulk
      self.distrust = distrust
    }
  }

  package enum Event: Sendable, Hashable {
    /// Both ends have proven themselves.
    case established(RehearsalIdentity, RehearsalPurpose)
    case message(RehearsalMessage)
    /// Somebody who is none of the rehearsal's.
    case visitor(String)
    /// A node that did not have the token, or another version.
    case refused(RehearsalIdentity, RehearsalRefusal)
    case over(RehearsalPath.Outcome, detail: String)
  }

  package enum Action: Sendable, Hashable {
    case send([UInt8])
    case tell(Event)
    case close
  }

  enum Phase: Sendable, Hashable {
    case fresh
    /// Waiting for the peer's handshake.
    case greeting
    /// A dialer that waits for the challenge, an acceptor that waits for the hello.
    case introducing
    /// A dialer that waits for the welcome, an acceptor that waits for the proof.
    case proving
    case established
    case leaving(until: Duration)
    case over
  }

  let own: Own
  let side: Side
  let nonce: UInt64
  /// The time of day in microseconds since 1970 when the connection's time was zero.
  private let wallAtZero: Int64
  var phase = Phase.fresh
  var peer: RehearsalIdentity?
  var peerNonce: UInt64 = 0
  var purpose = RehearsalPurpose.measure
  var frames = FrameReader(limit: Self.longestFrame)
  var firstBytes: [UInt8] = []
  private var received = 0
  var framesRead = 0
  /// What is still to come of a frame that is only counted, and its whole length.
  var bulk: (left: Int, length: Int)?
  private var deadline = Duration.zero
  /// How an association ends that is being left.
  private var ending: (RehearsalPath.Outcome, String)?

  /// One message with its padding.
  package static let longestFrame = 128 << 10
  package static let patience = Duration.seconds(5)
  /// How long one who came may take to prove itself, on a busy machine.
  package static let patienceWithComers = Duration.seconds(10)
  /// How long a connection that only measures may be silent.
  private static let idle = Duration.seconds(30)
  private static let farewell = Duration.milliseconds(500)
  private static let mostUnproven = (bytes: 1 << 20, frames: 2000)

  package init(_ own: Own, _ side: Side, nonce: UInt64, wallAtZero: Int64) {
    self.own = own
    self.side = side
    self.nonce = nonce
    self.wallAtZero = wallAtZero
    if case .dialer(let purpose, _) = side { self.purpose = purpose }
  }

  package var isOver: Bool { phase == .over }
  package var isEstablished: Bool { phase == .established }

  package var wakeTime: Duration? {
    switch phase {
    case .fresh, .over: nil
    case .established: purpose == .measure ? deadline : nil
    case .leaving(let until): until
    case .greeting, .introducing, .proving: deadline
    }
  }

  /// The time of day, in microseconds since 1970.
  package func wall(at now: Duration) -> UInt64 {
    UInt64(clamping: wallAtZero &+ now.microseconds)
  }

  package mutating func start(at now: Duration) -> [Action] {
    guard phase == .fresh else { return [] }
    phase = .greeting
    deadline = now + (side.isAcceptor ? Self.patienceWithComers : Self.patience)
    guard case .dialer = side else { return [] }
    return [.send(RemotingFrame.associate(own.address, uid: own.uid).bytes)]
  }

  package mutating func receive(_ bytes: some Collection<UInt8>, at now: Duration) -> [Action] {
    guard phase != .fresh, phase != .over else { return [] }
    received += bytes.count
    if phase == .greeting {
      firstBytes += bytes.prefix(64 - firstBytes.count)
      if case .dialer = side {
        switch FirstBytes(firstBytes) {
        case .undecided, .remoting: break
        case let kind: return end(.stranger, kind.words, at: now)
        }
      }
    }
    if phase == .established {
      deadline = now + Self.idle
    } else if received > Self.mostUnproven.bytes || framesRead > Self.mostUnproven.frames {
      return visitor("something that sends without end", at: now)
    }
    frames.append(bytes)
    return read(at: now)
  }

  package mutating func ended(at now: Duration) -> [Action] {
    switch phase {
    case .fresh, .over: return []
    case .leaving: return over(.closed, "", at: now)
    case .greeting where firstBytes.isEmpty && side.isAcceptor:
      // A port that is only looked at, as `flinkdoctor check` does.
      phase = .over
      return [.close]
    case .greeting, .introducing, .proving: return end(.closed, "it closed the connection", at: now)
    case .established: return over(.closed, "the connection ended", at: now)
    }
  }

  package mutating func wake(at now: Duration) -> [Action] {
    guard let due = wakeTime, now >= due else { return [] }
    switch phase {
    case .fresh, .over: return []
    case .greeting where side.isAcceptor:
      return visitor("somebody who says nothing", at: now)
    case .greeting, .introducing, .proving:
      return end(.silent, "no answer within \(Self.patience.seconds) s", at: now)
    case .leaving: return over(.closed, "", at: now)
    case .established: return over(.unfinished, "silent for \(Self.idle.seconds) s", at: now)
    }
  }

  /// Ends it in good order.
  package mutating func leave(at now: Duration) -> [Action] {
    guard phase != .over, phase != .fresh else { return [] }
    phase = .over
    return [.send(RemotingFrame.disassociate(.shuttingDown).bytes), .close]
  }

  mutating func visitor(_ who: String, at now: Duration) -> [Action] {
    phase = .over
    return [.tell(.visitor(who)), .close]
  }

  mutating func end(
    _ outcome: RehearsalPath.Outcome, _ detail: String, at now: Duration
  ) -> [Action] {
    phase = .over
    return [.tell(.over(outcome, detail: detail)), .close]
  }

  /// Takes leave and waits for the peer to close, so that it has nothing to log.
  mutating func leave(
    _ outcome: RehearsalPath.Outcome, _ detail: String, at now: Duration
  ) -> [Action] {
    ending = (outcome, detail)
    phase = .leaving(until: now + Self.farewell)
    return [.send(RemotingFrame.disassociate(.shuttingDown).bytes)]
  }

  mutating func over(
    _ outcome: RehearsalPath.Outcome, _ detail: String, at now: Duration
  ) -> [Action] {
    let (outcome, detail) = ending ?? (outcome, detail)
    return end(outcome, detail, at: now)
  }

  mutating func establish(_ peer: RehearsalIdentity, at now: Duration) -> [Action] {
    phase = .established
    deadline = now + Self.idle
    // Before anything else, so that whoever asks for something knows how it would be received.
    let complaint = own.distrust.map { [Action.send(RehearsalMessage.distrust($0).frame)] } ?? []
    return complaint + [.tell(.established(peer, purpose))]
  }
}

extension RehearsalLink.Side {
  var isAcceptor: Bool { if case .acceptor = self { true } else { false } }
}

extension FirstBytes {
  fileprivate var words: String {
    switch self {
    case .http: "a web server"
    case .tlsAlert, .tlsHandshake: "something that speaks TLS"
    case .dataPort: "the data port of a real TaskManager"
    case .blobServer: "a real blob server"
    case .undecided, .remoting, .other: "something that is no Flink"
    }
  }
}

extension Duration {
  var microseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000
  }

  fileprivate var seconds: Int64 { components.seconds }
}

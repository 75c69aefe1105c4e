/// How the two ends get to know each other.
extension RehearsalLink {
  /// What the names of the doctor's own actor systems begin with.
  package static let systemPrefix = "flinkdoctor-"

  mutating func greeted(by origin: RemotingAddress, at now: Duration) -> [Action] {
    guard phase == .greeting else { return [] }
    phase = .introducing
    let isDoctor = origin.system.hasPrefix(Self.systemPrefix)
    switch side {
    case .dialer(let purpose, _):
      guard isDoctor else { return leave(.realFlink, origin.shown, at: now) }
      return [
        send(.hello(version: RehearsalMessage.version, own.identity, nonce: nonce, purpose))
      ]
    case .acceptor:
      let greeting = Action.send(RemotingFrame.associate(own.address, uid: own.uid).bytes)
      guard !isDoctor else { return [greeting] }
      return [greeting, .tell(.visitor("the real actor system \(origin.shown)"))]
        + leave(.realFlink, origin.shown, at: now)
    }
  }

  mutating func told(_ message: RehearsalMessage, at now: Duration) -> [Action] {
    switch (phase, message) {
    case (.introducing, .hello(let version, let peer, let nonce, let purpose)):
      return introduced(version, peer, nonce, purpose, at: now)
    case (.introducing, .challenge(let peer, let nonce)):
      guard !side.isAcceptor else { return [] }
      self.peer = peer
      peerNonce = nonce
      phase = .proving
      return [send(.proof(proof(of: .dialer)))]
    case (.proving, .proof(let proof)):
      return proven(proof, at: now)
    case (.proving, .welcome(let proof)):
      return welcomed(proof, at: now)
    case (.introducing, .refused(let why)), (.proving, .refused(let why)):
      guard !side.isAcceptor else { return [] }
      return end(.refusedUs, why.words, at: now)
    case (.established, .ping(let sequence, let sent, let padding)):
      let wall = wall(at: now)
      return [
        send(
          .pong(
            sequence: sequence, sent: sent, received: wall, answered: wall, padding: padding))
      ]
    case (.established, _): return [.tell(.message(message))]
    default: return []
    }
  }

  private mutating func introduced(
    _ version: UInt64, _ peer: RehearsalIdentity, _ nonce: UInt64, _ purpose: RehearsalPurpose,
    at now: Duration
  ) -> [Action] {
    guard case .acceptor(let registers) = side else { return [] }
    self.peer = peer
    peerNonce = nonce
    self.purpose = purpose
    if version != RehearsalMessage.version { return refuse(.otherVersion, peer, at: now) }
    if purpose == .register, !registers { return refuse(.notJobManager, peer, at: now) }
    phase = .proving
    return [send(.challenge(own.identity, nonce: self.nonce))]
  }

  private mutating func proven(_ given: [UInt8], at now: Duration) -> [Action] {
    guard side.isAcceptor, let peer else { return [] }
    guard RehearsalToken.isSame(given, proof(of: .dialer)) else {
      return refuse(.wrongToken, peer, at: now)
    }
    return [send(.welcome(proof(of: .acceptor)))] + establish(peer, at: now)
  }

  private mutating func welcomed(_ given: [UInt8], at now: Duration) -> [Action] {
    guard case .dialer(_, let expected) = side, let peer else { return [] }
    guard RehearsalToken.isSame(given, proof(of: .acceptor)) else {
      return end(.impostor, "\(peer.machine) could not prove that it has the token", at: now)
    }
    let isMeant = expected.map { $0 == peer.id } ?? (peer.role == .jobManager)
    guard isMeant else {
      let who = peer.id == own.identity.id ? "this node itself" : peer.words
      phase = .over
      return [
        .send(RemotingFrame.disassociate(.shuttingDown).bytes),
        .tell(.over(.wrongNode, detail: who)), .close,
      ]
    }
    return establish(peer, at: now)
  }

  private mutating func refuse(
    _ why: RehearsalRefusal, _ peer: RehearsalIdentity, at now: Duration
  ) -> [Action] {
    phase = .over
    return [send(.refused(why)), .tell(.refused(peer, why)), .close]
  }

  private func proof(of prover: RehearsalToken.Prover) -> [UInt8] {
    let peerID = peer?.id ?? 0
    return side.isAcceptor
      ? own.token.proof(
        of: prover, dialer: peerID, acceptor: own.identity.id, nonces: (peerNonce, nonce))
      : own.token.proof(
        of: prover, dialer: own.identity.id, acceptor: peerID, nonces: (nonce, peerNonce))
  }

  private func send(_ message: RehearsalMessage) -> Action { .send(message.frame) }
}

extension RehearsalIdentity {
  /// `the TaskManager of worker-3`.
  package var words: String {
    "the \(role == .jobManager ? "JobManager" : "TaskManager") of \(machine)"
  }
}

extension RehearsalRefusal {
  package var words: String {
    switch self {
    case .wrongToken: "it has another token"
    case .otherVersion: "it is another version of flinkdoctor"
    case .notJobManager: "it is no JobManager"
    case .full: "it takes no more"
    case .distrusted: "one of the two does not trust the other's certificate"
    }
  }
}

extension RemotingAddress {
  /// What a peer calls itself, for people: nothing in it moves a terminal, and it is not long.
  fileprivate var shown: String {
    let text = String(description.prefix(120))
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 32 || 127...159 ~= $0.value ? "\u{FFFD}" : $0 }))
  }
}

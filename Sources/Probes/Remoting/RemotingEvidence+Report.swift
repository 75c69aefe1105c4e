import Evidence
import Remoting
import Sockets
import SystemPackage

extension RemotingEvidence {
  /// What a conversation found out, as it is saved and judged.
  init(
    _ dialogue: RemotingDialogue, _ target: PortTarget, at address: IPAddress, duration: Duration
  ) {
    let report = dialogue.conversation.report
    self.init(
      host: target.host, address: address.description, port: target.port, role: target.role,
      outcome: .init(report.outcome), waitedMs: dialogue.waited.milliseconds,
      durationMs: duration.milliseconds)
    system = report.origin.map { Self.shown($0.system) }
    hostname = report.origin.map { Self.shown($0.host) }
    advertisedPort = report.origin.map { Int($0.port) }
    transport = report.origin.map { Self.shown($0.transport) }
    uid = report.uid.map { Int64(bitPattern: $0) }
    scheme = report.scheme?.rawValue
    unansweredSchemes = report.unansweredSchemes.map(\.rawValue)
    roles = report.askedForActors ? report.actors.map(Self.shown) : nil
    pings = report.pings
    roundTripMs = report.roundTrips.map(\.milliseconds)
    echoes = report.echoes.map {
      Echo(
        bytes: $0.bytes, roundTripMs: $0.roundTrip?.milliseconds, waitedMs: $0.waited.milliseconds)
    }
    if case .notRemoting = report.outcome { firstBytes = Self.text(report.firstBytes) }
    error = Self.words(report.outcome) ?? dialogue.error.map(Self.words)
  }

  /// A name as a report may show it: whatever a peer calls itself, it does not move the cursor.
  private static func shown(_ name: String) -> String {
    let scalars = name.unicodeScalars.prefix(300).map { scalar in
      scalar.value < 0x20 || 0x7f...0x9f ~= scalar.value ? "?" : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// The first line, or what came of it.
  private static func text(_ bytes: [UInt8]) -> String {
    let line = bytes.prefix { $0 != 10 && $0 != 13 }
    return String(
      decoding: line.map { 0x20...0x7e ~= $0 ? $0 : UInt8(ascii: ".") }, as: UTF8.self)
  }

  private static func words(_ outcome: RemotingReport.Outcome) -> String? {
    switch outcome {
    case .broken(let what): what
    case .disassociated(.quarantined): "it has quarantined this machine's address"
    case .disassociated(.shuttingDown): "it is shutting down"
    default: nil
    }
  }

  private static func words(_ error: DialResult.Outcome) -> String {
    switch error {
    case .open: "closed"
    case .timedOut: "timed out"
    case .failed(let code): Errno(rawValue: code).description
    case .failedOtherwise(let words): words
    }
  }
}

extension RemotingEvidence.Outcome {
  fileprivate init(_ outcome: RemotingReport.Outcome) {
    switch outcome {
    case .silent: self = .silent
    case .associated: self = .associated
    case .closed: self = .closed
    case .disassociated: self = .disassociated
    case .broken: self = .broken
    case .notRemoting(.http): self = .http
    case .notRemoting(.tlsAlert), .notRemoting(.tlsHandshake): self = .tls
    case .notRemoting(.dataPort): self = .dataPort
    case .notRemoting(.blobServer): self = .blobServer
    case .notRemoting(.other), .notRemoting(.remoting), .notRemoting(.undecided): self = .notFlink
    }
  }
}

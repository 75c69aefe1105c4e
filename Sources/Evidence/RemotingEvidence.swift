/// What answered at a port where an actor system of Flink is expected.
package struct RemotingEvidence: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable {
    /// An actor system answered the handshake.
    case associated
    /// The connection stands, and nothing came back in `waitedMs`.
    case silent
    /// The connection was closed, or broken, without a byte, whatever was said.
    case closed
    /// An actor system that refuses this association.
    case disassociated
    /// It speaks TLS, and no plain remoting.
    case tls
    /// A web server: Flink's REST endpoint, a proxy, a load balancer.
    case http
    /// The shuffle port of a TaskManager.
    case dataPort
    /// The blob server of a JobManager.
    case blobServer
    /// Something that answers, and is none of these; `firstBytes` shows it.
    case notFlink
    /// It began as an actor system and then sent what none sends; `error` says what.
    case broken
  }

  /// A text that the peer sends back whole.
  package struct Echo: Sendable, Hashable, Codable {
    package var bytes: Int
    /// nil when it did not come back in `waitedMs`.
    package var roundTripMs: Double?
    package var waitedMs: Double

    package init(bytes: Int, roundTripMs: Double?, waitedMs: Double) {
      self.bytes = bytes
      self.roundTripMs = roundTripMs
      self.waitedMs = waitedMs
    }
  }

  /// Whether the peer goes on listening when a frame of this length is announced.
  package struct Frame: Sendable, Hashable, Codable {
    package var bytes: Int
    package var isAccepted: Bool

    package init(bytes: Int, isAccepted: Bool) {
      self.bytes = bytes
      self.isAccepted = isAccepted
    }
  }

  package var host: String
  /// The address dialled, textual, IPv6 without brackets.
  package var address: String
  package var port: Int
  package var role: PortRole?
  package var outcome: Outcome
  /// `flink`, or `flink-metrics` at a metrics port.
  package var system: String?
  /// The host and port that the peer calls its own: a message for any other is dropped.
  package var hostname: String?
  package var advertisedPort: Int?
  /// `tcp`, or `ssl.tcp` inside TLS.
  package var transport: String?
  /// New at each start of the peer's process.
  package var uid: Int64?
  /// `akka` or `pekko`, in which messages are delivered; nil when none was answered or sent.
  package var scheme: String?
  /// Those in which no message was answered.
  package var unansweredSchemes: [String]
  /// The version that the peer's REST endpoint names, where that was asked.
  package var flinkVersion: String?
  /// The names of the actors of Flink's RPC, sorted; nil when they were not asked for.
  package var roles: [String]?
  /// How many pings were sent, and what those took that were answered.
  package var pings: Int
  package var roundTripMs: [Double]
  package var echoes: [Echo]
  package var frame: Frame?
  /// Where the configuration has TLS, and its keys could be read.
  package var tls: TLSEvidence?
  /// What came first from a peer that is no actor system, as text, what cannot be shown as `.`.
  package var firstBytes: String?
  package var error: String?
  /// From the handshake sent to what decided who answers.
  package var waitedMs: Double
  package var durationMs: Double

  package init(
    host: String, address: String, port: Int, role: PortRole? = nil, outcome: Outcome,
    waitedMs: Double = 0, durationMs: Double = 0
  ) {
    self.host = host
    self.address = address
    self.port = port
    self.role = role
    self.outcome = outcome
    unansweredSchemes = []
    pings = 0
    roundTripMs = []
    echoes = []
    self.waitedMs = waitedMs
    self.durationMs = durationMs
  }
}

extension Evidence {
  /// Every conversation at a host's port, one per address.
  package func remoting(host: String, port: Int) -> [RemotingEvidence] {
    (remoting ?? []).filter { $0.port == port && Self.plain($0.host) == Self.plain(host) }
  }
}

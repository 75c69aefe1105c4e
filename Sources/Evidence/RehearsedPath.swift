/// One way that the cluster needs, measured from the one who would dial.
package struct RehearsedPath: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// The peer that was meant answered, and proved itself.
    case reached
    case refused
    /// Nothing came back.
    case dropped
    /// A router, or the dialer's own system, knows no way.
    case unreachable
    /// The name has no address there.
    case unresolved
    /// It accepts and is silent.
    case silent
    /// It accepts, and then closes the connection.
    case closed
    /// Another node of the rehearsal answered.
    case wrongNode = "wrong-node"
    /// It refused this node: another token or another version.
    case refusedUs = "refused-us"
    /// It could not prove that it has the token.
    case impostor
    /// A real actor system of Flink.
    case realFlink = "real-flink"
    /// Something that is no actor system.
    case stranger
    /// It did not end in time.
    case unfinished
  }

  /// Host names of the machines, `jobmanager` and `taskmanager` told apart by `role`.
  package var from: String
  package var to: String
  package var role: PortRole
  /// Whether the one who dials is the JobManager.
  package var isFromJobManager: Bool
  /// The name that was to be dialled, the address that it became, and the port.
  package var host: String
  package var address: String
  package var port: Int
  /// The address that Flink takes; others of the same name are measured for comparison.
  package var isFlinks: Bool
  package var outcome: Outcome
  package var detail: String
  package var dialMs: Double
  package var roundTripMs: [Double]
  /// The largest message that came back, and the smallest that did not.
  package var largestBytes: Int?
  package var stuckBytes: Int?
  package var frameBytes: Int?
  package var frameMs: Double?
  /// Segments that the dialer sent before that frame, and those of them that got lost; nil where they
  /// were not counted.
  package var segments: Int?
  package var lostSegments: Int?
  /// How far the clock of the one who was dialled is ahead.
  package var clock: ClockOffset?

  package init(
    from: String, to: String, role: PortRole, isFromJobManager: Bool = false, host: String,
    address: String, port: Int, isFlinks: Bool = true, outcome: Outcome, detail: String = "",
    dialMs: Double = 0, roundTripMs: [Double] = [], largestBytes: Int? = nil,
    stuckBytes: Int? = nil, frameBytes: Int? = nil, frameMs: Double? = nil,
    segments: Int? = nil, lostSegments: Int? = nil, clock: ClockOffset? = nil
  ) {
    self.from = from
    self.to = to
    self.role = role
    self.isFromJobManager = isFromJobManager
    self.host = host
    self.address = address
    self.port = port
    self.isFlinks = isFlinks
    self.outcome = outcome
    self.detail = detail
    self.dialMs = dialMs
    self.roundTripMs = roundTripMs
    self.largestBytes = largestBytes
    self.stuckBytes = stuckBytes
    self.frameBytes = frameBytes
    self.frameMs = frameMs
    self.segments = segments
    self.lostSegments = lostSegments
    self.clock = clock
  }

  /// Everything that Flink would send passes.
  package var isGood: Bool { outcome == .reached && stuckBytes == nil }

  /// The median; nil when nothing came back.
  package var medianMs: Double? {
    roundTripMs.isEmpty ? nil : roundTripMs.sorted()[roundTripMs.count / 2]
  }

  /// The mean of the differences between neighbours (RFC 3550 without its smoothing).
  package var jitterMs: Double? {
    guard roundTripMs.count > 1 else { return nil }
    let steps = zip(roundTripMs, roundTripMs.dropFirst()).map { abs($0 - $1) }
    return steps.reduce(0, +) / Double(steps.count)
  }
}

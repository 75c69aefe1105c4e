import Evidence
import Remoting

extension RehearsedPath {
  /// A path as it was reported, with what the one who ordered it knows.
  init(
    _ path: RehearsalPath, from: String, to: String, role: PortRole,
    isFromJobManager: Bool = false, host: String, port: Int, isFlinks: Bool = true
  ) {
    self.init(
      from: from, to: to, role: role, isFromJobManager: isFromJobManager, host: host,
      address: path.address, port: port, isFlinks: isFlinks, outcome: .init(path.outcome),
      detail: path.detail, dialMs: path.dial.milliseconds,
      roundTripMs: path.roundTrips.map(\.milliseconds),
      largestBytes: path.largest > 0 ? Int(clamping: path.largest) : nil,
      stuckBytes: path.stuck > 0 ? Int(clamping: path.stuck) : nil,
      frameBytes: path.bulk > 0 ? Int(clamping: path.bulk) : nil,
      frameMs: path.bulk > 0 ? path.bulkTime.milliseconds : nil,
      segments: path.segments > 0 ? Int(clamping: path.segments) : nil,
      lostSegments: path.segments > 0 ? Int(clamping: path.lost) : nil,
      clock: path.offsetError.map {
        ClockOffset(ms: Double(path.offset) / 1000, errorMs: $0.milliseconds)
      })
  }
}

extension RehearsedPath.Outcome {
  fileprivate init(_ outcome: RehearsalPath.Outcome) {
    self =
      switch outcome {
      case .reached: .reached
      case .refused: .refused
      case .dropped: .dropped
      case .unreachable: .unreachable
      case .unresolved: .unresolved
      case .silent: .silent
      case .closed: .closed
      case .wrongNode: .wrongNode
      case .refusedUs: .refusedUs
      case .impostor: .impostor
      case .realFlink: .realFlink
      case .stranger: .stranger
      case .unfinished: .unfinished
      }
  }
}

extension UInt64 {
  /// Of microseconds, three places being enough for anyone.
  fileprivate var milliseconds: Double { Double(self) / 1000 }
}

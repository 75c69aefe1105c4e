import Evidence
import Glibc
import Sockets
import SystemPackage

/// A time server that is to be asked, and who names it.
package struct TimeServer: Sendable, Hashable {
  package var host: String
  package var port: Int
  /// `--ntp`, or the path of the file that names it.
  package var source: String

  package init(host: String, port: Int = 123, source: String) {
    self.host = host
    self.port = port
    self.source = source
  }

  /// Reads `ntp1`, `ntp1:1123`, `10.0.0.1`, `fd00::1` or `[fd00::1]:1123`; nil for anything else.
  package init?(_ text: String, source: String = "--ntp") {
    self.init(host: text, source: source)
    if IPAddress(text) == nil, let colon = text.lastIndex(of: ":") {
      guard let port = UInt16(text[text.index(after: colon)...]), port > 0 else { return nil }
      host = String(text[..<colon])
      self.port = Int(port)
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let isLiteral = IPAddress(host) != nil
    guard !host.isEmpty, host.utf8.count <= 255, isLiteral || !host.contains(":"),
      host.utf8.allSatisfy({ $0 > 32 })
    else { return nil }
  }

  /// As it was given: the port is left out where it is the usual one.
  var text: String {
    guard port != 123 else { return host }
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  func evidence(
    _ outcome: TimeServerEvidence.Outcome, at address: IPAddress? = nil, error: String? = nil
  ) -> TimeServerEvidence {
    TimeServerEvidence(
      server: text, source: source, address: address?.description, port: port, outcome: outcome,
      error: error)
  }

  /// Asks one address, twice at most; nil when cancelled.
  func ask(_ address: IPAddress, until end: ContinuousClock.Instant) async -> TimeServerEvidence {
    let start = ContinuousClock.now
    var evidence =
      await blocking(until: end) {
        // What wrong answers tell must be said before the wait is given up.
        exchange(address, until: end.advanced(by: .milliseconds(-50)))
      }
      ?? evidence(.timedOut, at: address)
    evidence.durationMs = start.duration(to: .now).milliseconds
    return evidence
  }

  private func exchange(
    _ address: IPAddress, until end: ContinuousClock.Instant
  ) -> TimeServerEvidence {
    guard let port = UInt16(exactly: port) else { return evidence(.failed, at: address) }
    do throws(DatagramSocket.Failure) {
      let socket = try DatagramSocket(address, port: port)
      let wait = ContinuousClock.now.duration(to: end) / 2
      var invalid: TimeServerEvidence?
      // The second question is for a datagram that was lost.
      for end in [ContinuousClock.now.advanced(by: wait), end] {
        let request = SNTPRequest(nonce: .random(in: 1 ... .max))
        let clock = WallClock()
        try socket.send(request.bytes)
        // A few wrong answers are read over: an old one, or one that somebody made up.
        for _ in 0..<8 {
          guard let bytes = try socket.receive(limit: 1024, until: end) else { break }
          let waited = clock.elapsed
          let answer = SNTPAnswer(bytes, to: request.nonce)
          let read = read(answer, at: address, asked: clock.start, waited: waited)
          guard read.outcome == .invalid else { return read }
          invalid = read
        }
      }
      return invalid ?? evidence(.timedOut, at: address)
    } catch {
      return evidence(.failed, at: address, error: Errno(rawValue: error.errno).description)
    }
  }

  private func read(
    _ answer: SNTPAnswer, at address: IPAddress, asked: Int64, waited: Int64
  ) -> TimeServerEvidence {
    switch answer {
    case .time(let time):
      guard let offset = time.offset(asked: asked, waited: waited) else {
        return evidence(.invalid, at: address, error: "it answered before it was asked")
      }
      var evidence = evidence(.answered, at: address)
      evidence.offset = ClockOffset(ms: offset.ms, errorMs: offset.errorMs)
      evidence.stratum = time.stratum
      evidence.reference = time.reference
      return evidence
    case .unsynchronized(let stratum):
      var evidence = evidence(.unsynchronized, at: address)
      evidence.stratum = stratum
      return evidence
    case .refused(let code):
      var evidence = evidence(.refused, at: address)
      evidence.reference = code
      return evidence
    case .invalid(let reason):
      return evidence(.invalid, at: address, error: reason)
    }
  }
}

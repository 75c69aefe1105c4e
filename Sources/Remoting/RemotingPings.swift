/// The pings that are out: each is known by a number that comes back.
struct RemotingPings: Sendable {
  private var sent: [Int: (time: Duration, scheme: RemotingScheme)] = [:]
  private var next = 0

  var allAnswered: Bool { sent.isEmpty }

  /// The correlation of a new ping.
  mutating func send(_ scheme: RemotingScheme, at now: Duration) -> String {
    defer { next += 1 }
    sent[next] = (now, scheme)
    return "ping-\(next)"
  }

  /// nil for what answers no ping.
  mutating func answered(
    _ correlation: String, at now: Duration
  ) -> (ping: Int, after: Duration, scheme: RemotingScheme)? {
    guard correlation.hasPrefix("ping-"), let ping = Int(correlation.dropFirst(5)),
      let (time, scheme) = sent.removeValue(forKey: ping)
    else { return nil }
    return (ping, now - time, scheme)
  }

  /// Forgets those in other schemes, which will not be answered.
  mutating func keep(_ scheme: RemotingScheme) {
    sent = sent.filter { $0.value.scheme == scheme }
  }
}

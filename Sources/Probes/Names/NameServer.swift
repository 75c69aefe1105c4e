import Evidence
import Sockets

/// A name server that is asked by itself, through c-ares and past the system's resolver.
package struct NameServer: Sendable, Hashable {
  package let address: String
  package let port: Int

  package init(_ address: String, port: Int = 53) {
    self.address = address
    self.port = port
  }

  /// As c-ares takes it: `10.0.0.2:53`, `[fd00::2]:53`.
  var addressAndPort: String {
    address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]:\(port)" : "\(address):\(port)"
  }

  /// Asks for each full name in turn, as a resolver does, until one has an address.
  func ask(_ names: [String], until end: ContinuousClock.Instant) async -> NameServerEvidence {
    let start = ContinuousClock.now
    let answer =
      await blocking(until: end) { self.answer(names, until: end) }
      ?? SystemAnswer(outcome: .timedOut)
    return NameServerEvidence(
      server: port == 53 ? address : addressAndPort, outcome: answer.outcome,
      addresses: answer.addresses.map(\.description), error: answer.error,
      durationMs: start.duration(to: .now).milliseconds, asked: names)
  }

  private func answer(_ names: [String], until end: ContinuousClock.Instant) -> SystemAnswer {
    // Like glibc: "cannot tell" for one of the names weighs more than "no such name" for others.
    var worst: SystemAnswer?
    for name in names {
      let answer = NameServerQuery.ask(addressAndPort, name, until: end)
      switch answer.outcome {
      case .resolved, .timedOut: return answer
      case .noAnswer: worst = answer
      case .notFound: worst = worst ?? answer
      }
    }
    return worst ?? SystemAnswer(outcome: .notFound)
  }
}

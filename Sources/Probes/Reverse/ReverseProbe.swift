package import Evidence
import Remoting
import Sockets
import Synchronization

/// Whether a JobManager gets through to this machine under one of this machine's names.
///
/// A failure leaves lines in its log, so that it is done on request only.
package struct ReverseProbe: Sendable {
  package var host: String
  package var address: String
  package var port: Int
  /// The name of this machine that the peer is told.
  package var name: String
  /// In which the peer answered before: `akka` or `pekko`.
  package var scheme: String

  package init(host: String, address: String, port: Int, name: String, scheme: String) {
    self.host = host
    self.address = address
    self.port = port
    self.name = name
    self.scheme = scheme
  }

  package func run(within limit: TimeLimit) async -> ReverseEvidence {
    await Dialer.with { dialer in
      guard let address = IPAddress(address), let scheme = RemotingScheme(rawValue: scheme) else {
        return ReverseEvidence(name: name, port: 0, outcome: .notAsked)
      }
      let system = "flinkdoctor-" + String(UInt32.random(in: 0 ... .max), radix: 16)
      let answered = Flag()
      let me = Held()
      let evidence = await dialer.listen(
        most: 4,
        { from in
          ReverseAnswer(from: from, as: me.address(system, name)) { answered.raise() }
        }
      ) { port, ended in
        me.set(port: port)
        let patience = limit.remaining
        let held = await dialer.converse(
          address, port: self.port, timeout: patience,
          {
            ReverseQuestion(
              from: $0, replyTo: me.address(system, name), scheme: scheme, patience: patience,
              isAnswered: { answered.isRaised })
          })
        return await judge(held?.dialogue, port: port, answered.isRaised, ended)
      }
      return evidence
        ?? ReverseEvidence(
          name: name, port: 0, outcome: .notAsked, error: "no port to listen on here")
    }
  }

  private func judge(
    _ question: ReverseQuestion?, port: Int, _ isAnswered: Bool, _ ended: AsyncStream<ReverseAnswer>
  ) async -> ReverseEvidence {
    var evidence = ReverseEvidence(name: name, port: port, outcome: .nobody)
    guard let question, question.asked != nil else {
      evidence.outcome = .notAsked
      evidence.error = "it did not answer"
      return evidence
    }
    evidence.waitedMs = question.waited.milliseconds
    let visitor = await first(ended, within: isAnswered ? .seconds(1) : .milliseconds(50))
    evidence.from = visitor?.from
    if isAnswered {
      evidence.outcome = .connected
    } else if visitor != nil {
      evidence.outcome = .stranger
    }
    return evidence
  }

  /// The first of a stream, if it comes in time.
  private func first(
    _ ended: AsyncStream<ReverseAnswer>, within time: Duration
  ) async -> ReverseAnswer? {
    await withTaskGroup(of: ReverseAnswer?.self) { race in
      race.addTask {
        for await answer in ended { return answer }
        return nil
      }
      race.addTask {
        try? await Task.sleep(for: time)
        return nil
      }
      let first = await race.next() ?? nil
      race.cancelAll()
      return first
    }
  }
}

/// Raised once, on whichever thread.
private final class Flag: Sendable {
  private let value = Atomic(false)

  var isRaised: Bool { value.load(ordering: .acquiring) }

  func raise() { value.store(true, ordering: .releasing) }
}

/// The port that is listened on, known only once it is.
private final class Held: Sendable {
  private let port = Atomic(0)

  func set(port: Int) { self.port.store(port, ordering: .releasing) }

  func address(_ system: String, _ name: String) -> RemotingAddress {
    RemotingAddress(
      system: system, host: name, port: UInt32(clamping: port.load(ordering: .acquiring)))
  }
}

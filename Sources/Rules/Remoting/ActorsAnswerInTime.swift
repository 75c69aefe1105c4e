package import Diagnosis
import Evidence

/// Every call between Flink's processes takes the way that a ping takes.
package struct ActorsAnswerInTime: Rule {
  package static let card = RuleCard(
    id: "FD3206", name: "actors-answer-in-time", severity: .warning,
    title: "An actor system answers a ping within half a second",
    why: """
      A ping waits for the network and for the JVM behind it, as every heartbeat and every call \
      does. On one site it takes a millisecond. Where it takes a second, the process pauses (garbage \
      collection, swap, a throttled container) or the network loses packets, and calls run into \
      ask.timeout when it gets worse.
      """,
    fix: "Look at the garbage collection, the CPU limit and the swap of the peer's process.",
    sources: ["round trips of stopped and idle JobManagers of 1.12.5 to 2.3.0, measured"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.remoting("jm1", 6123) { $0.roundTripMs = [900, 800, 700, 600, 500] }]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.remoting("jm1", 6123) { $0.roundTripMs = [0.4, 0.4, 1900, 1800, 1700] }]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .error,
        seen: [
          .remoting("jm1", 6123) {
            $0.roundTripMs = [0.4]
            $0.echoes = []
            $0.durationMs = 3000
          }
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .error,
        seen: [
          .remoting("jm1", 6123) {
            $0.scheme = nil
            $0.unansweredSchemes = ["pekko", "akka"]
            $0.pings = 0
            $0.roundTripMs = []
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      // The other side of the world.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.remoting("jm1", 6123) { $0.roundTripMs = [310, 305, 300, 302, 300] }]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .remoting("jm1", 6123) {
            $0.scheme = nil
            $0.pings = 0
            $0.roundTripMs = []
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123, .silent)]),
    ])

  private static let slowMs = 500.0
  private static let pauseMs = 1000.0

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.associations.map { peer in
      let answer = peer.answer
      if answer.scheme == nil, !answer.unansweredSchemes.isEmpty {
        return .silent(peer, "answers the handshake, and no message to its actors")
      }
      if answer.roundTripMs.count < answer.pings, answer.durationMs >= Self.pauseMs {
        let lost = answer.pings - answer.roundTripMs.count
        return .silent(peer, "leaves \(lost) of \(answer.pings) pings unanswered")
      }
      guard let middle = answer.medianRoundTripMs, let longest = answer.roundTripMs.max() else {
        return peer.passed
      }
      if longest >= Self.pauseMs {
        return .slow(peer, "takes up to \(longest.asMilliseconds) for the answer to a ping")
      }
      return middle >= Self.slowMs
        ? .slow(peer, "takes \(middle.asMilliseconds) for the answer to a ping") : peer.passed
    }
  }
}

extension Verdict {
  fileprivate static func slow(_ peer: RemotingSeen, _ what: String) -> Verdict {
    peer.finding(
      .warning,
      "The \(peer.title) at \(peer.place) \(what): its process pauses, or the way to it is bad. "
        + "Calls run into ask.timeout and heartbeats are missed when it gets worse.",
      fix: fix(peer), explains: [.callsFail, .heartbeatsLost])
  }

  fileprivate static func silent(_ peer: RemotingSeen, _ what: String) -> Verdict {
    peer.fault(
      "The \(peer.title) at \(peer.place) \(what): its process stands still, or packets are lost on "
        + "the way. Calls run into ask.timeout, and it is declared dead after heartbeat.timeout.",
      fix: fix(peer).text, explains: [.heartbeatsLost])
  }

  private static func fix(_ peer: RemotingSeen) -> Fix {
    Fix(
      "on \(peer.answer.host) look at the process's garbage collection (`jstat -gcutil PID 1000`), "
        + "CPU limit and swap")
  }
}

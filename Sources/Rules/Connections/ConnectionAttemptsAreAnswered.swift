package import Diagnosis
import Evidence
import FlinkConfiguration

/// A first packet that is sent a second time has found nobody who answers, not even with a refusal.
package struct ConnectionAttemptsAreAnswered: Rule {
  package static let card = RuleCard(
    id: "FD3402", name: "connection-attempts-are-answered", severity: .error,
    title: "Where Flink's processes here connect to, somebody answers",
    why: """
      The process waits for a connection that is neither made nor refused: `Associate timed out \
      after [20000 ms]`, `connection timed out`. A firewall drops the packets, or nobody has the \
      address.
      """,
    fix: "Let the packets through, or correct the address that the peer has registered with.",
    sources: ["tcp_info, inet_diag (Linux)", "akka.remote.netty.tcp.connection-timeout"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.taskManager), .connection(to: "10.0.0.1", 6123, .synSent, retransmits: 2),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.connection(to: "172.17.0.2", 41234, .synSent, retransmits: 1)]),
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.connection(to: "10.0.0.1", 6123, .synSent)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.connection(to: "10.0.0.1", 6123)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.connections { $0.state == .synSent && $0.retransmits > 0 }.map { attempts in
      .unanswered(attempts[0], exam)
    }
  }
}

extension Verdict {
  fileprivate static func unanswered(
    _ attempt: ConnectionEvidence, _ exam: Examination
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: "connection:\(attempt.remoteAddress)",
      message: """
        \(exam.owner(of: attempt).capitalised) tries to connect to \(attempt.shownPeer) and gets no \
        answer, not even a refusal: a firewall drops the packets, or no machine has this address.
        """,
      peer: attempt.peer, evidence: [attempt.line],
      fix: Fix("allow TCP from \(attempt.localAddress) to \(attempt.shownPeer)"),
      shows: exam.symptoms(of: attempt),
      explains: [.heartbeatsLost, .callsFail, .silent(address: attempt.remoteAddress)])
  }
}

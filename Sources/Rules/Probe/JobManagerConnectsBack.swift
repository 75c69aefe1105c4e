package import Diagnosis
import Evidence

/// The JobManager opens connections of its own to a TaskManager's machine, by the name it is told.
package struct JobManagerConnectsBack: Rule {
  package static let card = RuleCard(
    id: "FD3252", name: "job-manager-connects-back", severity: .error,
    title: "The JobManager gets through to this machine by its name",
    why: """
      A TaskManager that loses its connection, and the metrics of every one, are reached by \
      connections that the JobManager opens itself, to the name under which the TaskManager \
      registered. A name that it cannot resolve, or a firewall in that direction, leaves the \
      TaskManager without metrics, and out of reach once its own connection is gone.
      """,
    fix:
      "Make this machine's name resolve on the JobManager, and open the ports in that direction.",
    sources: ["a listener here, named in a message to JobManagers of 1.12.5, 1.20.5 and 2.3.0"],
    examples: [
      .finding(
        "",
        seen: [
          .probed(
            "jm1", 6123,
            reverse: ReverseEvidence(name: "tm1", port: 40000, outcome: .nobody, waitedMs: 3000))
        ]),
      .finding(
        "", .warning,
        seen: [
          .probed(
            "jm1", 6123,
            reverse: ReverseEvidence(
              name: "tm1", port: 40000, outcome: .stranger, from: "10.0.0.9", waitedMs: 10))
        ]),
      .healthy(
        "",
        seen: [
          .probed(
            "jm1", 6123,
            reverse: ReverseEvidence(
              name: "tm1", port: 40000, outcome: .connected, from: "10.0.0.1", waitedMs: 10))
        ]),
      .healthy("", seen: [.probed("jm1", 6123)]),
      .unknown(
        "",
        seen: [
          .probed(
            "jm1", 6123,
            reverse: ReverseEvidence(
              name: "tm1", port: 0, outcome: .notAsked, error: "it did not answer"))
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let probed = exam.evidence.probed, let reverse = probed.reverse else { return [] }
    let subject = "reverse:\(reverse.name)"
    switch reverse.outcome {
    case .connected: return [Verdict(.passed, subject: subject)]
    case .notAsked:
      throw Unknown(
        subject: subject,
        reason: "\(probed.host) was not asked to connect: \(reverse.error ?? "no reason given")")
    case .nobody: return [.nobody(probed, reverse, subject)]
    case .stranger: return [.stranger(probed, reverse, subject)]
    }
  }
}

extension Verdict {
  fileprivate static func nobody(
    _ probed: ProbedEvidence, _ reverse: ReverseEvidence, _ subject: String
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: subject,
      message: """
        \(probed.host) was asked to connect to \(reverse.name):\(reverse.port), and nobody came \
        within \(reverse.waitedMs.asMilliseconds): the name leads elsewhere from there, or a \
        firewall drops that direction. TaskManagers here are not reached by the JobManager.
        """,
      peer: Peer(host: probed.host, port: probed.port),
      fix: Fix(
        "on \(probed.host): getent hosts \(reverse.name) must give this machine's address; allow "
          + "TCP from there to the ports of TaskManagers here"),
      explains: [.taskManagerNotReachable, .callsFail])
  }

  fileprivate static func stranger(
    _ probed: ProbedEvidence, _ reverse: ReverseEvidence, _ subject: String
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: subject,
      message: """
        \(probed.host) was asked to connect to \(reverse.name):\(reverse.port), and what came from \
        \(reverse.from ?? "an unknown address") did not introduce itself as that actor system.
        """,
      peer: Peer(host: probed.host, port: probed.port),
      fix: Fix("look for a proxy or a scanner between \(probed.host) and this machine"))
  }
}

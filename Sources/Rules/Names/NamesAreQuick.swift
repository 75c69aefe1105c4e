package import Diagnosis
import Evidence

/// A look-up that takes seconds eats up what Flink gives a call.
package struct NamesAreQuick: Rule {
  package static let card = RuleCard(
    id: "FD2016", name: "names-are-quick", severity: .warning,
    title: "Look-ups of the cluster's names take less than a second",
    why: """
      Flink gives a call ten seconds, look-ups included, and the JVM remembers an answer for thirty \
      seconds alone. Look-ups of several seconds make registrations and calls time out now and then, \
      and a TaskManager's search for its own address stops at its strategies' limits.
      """,
    fix: "Mend the name server, or write the names into /etc/hosts.",
    sources: ["networkaddress.cache.ttl (java.security): 30", "AkkaOptions.ASK_TIMEOUT"],
    examples: [
      .finding("jobmanager.rpc.address: ↓jm1", seen: [.name("jm1", after: 5004, "10.0.0.1")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.name("jm1", after: 800, "10.0.0.1")]),
      // Without an address it is another finding.
      .healthy("jobmanager.rpc.address: jm1", seen: [.name("jm1", .timedOut)]),
    ])

  package init() {}

  private static let slowMs = 1000.0

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.hostsInQuestion.compactMap { question in
      guard let name = exam.evidence.name(question.host), name.outcome == .resolved else {
        return nil
      }
      guard name.durationMs > Self.slowMs else {
        return Verdict(
          .passed, subject: "name:\(question.host)", location: question.location, key: question.key)
      }
      return .slow(question, name)
    }
  }
}

extension Verdict {
  fileprivate static func slow(_ question: HostInQuestion, _ name: NameEvidence) -> Verdict {
    let line = "\(name.addressOfJVM ?? "<its address>") \(question.host)"
    return Verdict(
      .finding(.warning), subject: "name:\(question.host)",
      message: """
        The address of \(question.host) comes after \(name.durationMs.asMilliseconds): calls that \
        wait for it time out the sooner.
        """,
      location: question.location, key: question.key, peer: Peer(host: question.host),
      evidence: name.lines, fix: Fix("put the line `\(line)` into /etc/hosts of this node"),
      shows: [.lookUpsAreSlow])
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// Flink up to 1.17 speaks Akka, later Pekko: one does not take the other's messages.
package struct BothSidesAreAkkaOrPekko: Rule {
  package static let card = RuleCard(
    id: "FD3205", name: "both-sides-are-akka-or-pekko", severity: .error,
    title: "The peer and this node's Flink are both of Akka's time or both of Pekko's",
    why: """
      The addresses of actors begin with akka.tcp:// up to Flink 1.17 and with pekko.tcp:// from \
      1.18 on. The handshake succeeds all the same, and then each drops what the other sends: \
      `dropping message [...] for non-local recipient` at the JobManager, `Could not resolve \
      ResourceManager address` every twenty seconds at the TaskManager, which never registers.
      """,
    fix: "Run the same Flink release on every node.",
    sources: ["FLINK-32468", "a TaskManager of 1.20.5 at a JobManager of 1.12.5, measured"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .remoting("jm1", 6123) {
            $0.scheme = "akka"
            $0.unansweredSchemes = ["pekko"]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", version: FlinkVersion(1, 17),
        seen: [.remoting("jm1", 6123) { $0.scheme = "pekko" }]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(1, 12),
        seen: [.remoting("jm1", 6123)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
      .unknown(
        "jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123) { $0.scheme = nil }]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    // As long as the version here is not known, it may be the one there.
    let own = Set(exam.versions.versions.map { $0 < FlinkVersion(1, 18) ? "akka" : "pekko" })
    return exam.associations.map { peer in
      guard let scheme = peer.answer.scheme else {
        return peer.unknown(
          peer.answer.unansweredSchemes.isEmpty
            ? "nothing tells whether it is Akka or Pekko, and guessing would leave an error in its "
              + "log: --flink-version tells"
            : "it answered no message")
      }
      return own.contains(scheme) ? peer.passed : .other(peer, scheme, exam.versions)
    }
  }
}

extension Verdict {
  fileprivate static func other(
    _ peer: RemotingSeen, _ scheme: String, _ versions: FlinkVersionRange
  ) -> Verdict {
    let release = peer.answer.flinkVersion ?? (scheme == "akka" ? "1.17 or older" : "1.18 or later")
    let name = scheme == "akka" ? "Akka" : "Pekko"
    return peer.finding(
      .error,
      """
      The \(peer.title) at \(peer.place) is a Flink \(release) (\(name)), and the Flink \(versions) of \
      this node is not: each drops the other's messages, and nothing registers.
      """,
      fix: Fix("run the same Flink release on \(peer.answer.host) and here"),
      shows: peer.path.symptoms, explains: peer.missed)
  }
}

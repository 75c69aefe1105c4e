package import Diagnosis
import Evidence
import FlinkConfiguration

/// Flink up to 1.17 speaks Akka, later Pekko: one does not take the other's messages.
package struct BothSidesAreAkkaOrPekko: Rule {
  package static let card = RuleCard(
    id: "FD3205", name: "both-sides-are-akka-or-pekko", severity: .error,
    title: "The peer and this node's Flink are of one release, and both of Akka or both of Pekko",
    why: """
      The addresses of actors begin with akka.tcp:// up to Flink 1.17 and with pekko.tcp:// from \
      1.18 on. The handshake succeeds all the same, and then each drops what the other sends: \
      `dropping message [...] for non-local recipient` at the JobManager, `Could not resolve \
      ResourceManager address` every twenty seconds at the TaskManager, which never registers. \
      Releases that differ otherwise do register, and fail on the first job: `InvalidClassException: \
      … local class incompatible`, or `Trying to work with offloaded serialized shuffle descriptors`.
      """,
    fix: "Run the same Flink release on every node.",
    sources: [
      "FLINK-32468", "a TaskManager of 1.20.5 at a JobManager of 1.12.5, measured",
      "TaskManagers of 1.14.6 at 1.12.5 and of 1.18.1 at 1.20.5, measured with a job",
    ],
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
      .finding(
        "jobmanager.rpc.address: ↓jm1", version: FlinkVersion(1, 19),
        seen: [.remoting("jm1", 6123) { $0.flinkVersion = "1.20.5" }]),
      .healthy(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(1, 20),
        seen: [.remoting("jm1", 6123) { $0.flinkVersion = "1.20.0" }]),
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
      guard own.contains(scheme) else { return .other(peer, scheme, exam.versions) }
      let release = peer.answer.flinkVersion.flatMap { FlinkVersion($0) }
      return release.map(exam.versions.contains) ?? true
        ? peer.passed : .otherRelease(peer, exam.versions)
    }
  }
}

extension Verdict {
  fileprivate static func otherRelease(
    _ peer: RemotingSeen, _ versions: FlinkVersionRange
  ) -> Verdict {
    peer.finding(
      .error,
      """
      The \(peer.title) at \(peer.place) is a Flink \(peer.answer.flinkVersion ?? ""), and this node has \
      Flink \(versions): they register, and the first job fails with InvalidClassException, or on \
      what the other does not know.
      """,
      fix: Fix("run the same Flink release on \(peer.answer.host) and here"),
      shows: [.unlike(what: "flink")], explains: [.callsFail])
  }

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
      shows: peer.path.symptoms.union([.unlike(what: "flink")]), explains: peer.missed)
  }
}

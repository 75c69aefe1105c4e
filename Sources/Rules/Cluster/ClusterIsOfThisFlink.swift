package import Diagnosis
import Evidence
import FlinkConfiguration

/// The release that runs and the one that is installed here are the same.
package struct ClusterIsOfThisFlink: Rule {
  package static let card = RuleCard(
    id: "FD8302", name: "cluster-is-of-this-flink", severity: .error,
    title: "The running JobManager is of the Flink that is installed here",
    why: """
      JobManager, TaskManagers and clients send each other Java objects, which another release cannot \
      read (`InvalidClassException`), and between 1.17 and 1.18 they do not even find each other \
      (akka.tcp and pekko.tcp). A TaskManager that is started here next would be such a one.
      """,
    fix: "Install the release of the cluster here, or upgrade all machines together.",
    sources: [
      "/config: flink-version", "lib/flink-dist*.jar",
      "run: a 1.18 TaskManager registers with 1.20, and its first job fails",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.jar("flink-dist-1.18.1.jar"), .cluster { $0.version = "1.20.5" }]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [.jar("flink-dist-1.18.0.jar"), .cluster { $0.version = "1.18.1" }]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.jar("flink-dist-1.18.1.jar"), .cluster { $0.version = "1.18.1" }]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.cluster { $0.version = "1.18.1" }]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let running = cluster.version else { return [] }
    let installed = exam.folder.distJars.compactMap { FlinkJar($0)?.version }
    guard let own = installed.first else { return [] }
    if installed.contains(running) { return [Verdict(.passed, subject: cluster.subject)] }
    guard let here = FlinkVersion(own), let there = FlinkVersion(running) else { return [] }
    return [.differs(own, running, cluster, here == there ? .warning : .error)]
  }
}

extension Verdict {
  fileprivate static func differs(
    _ own: String, _ running: String, _ cluster: ClusterEvidence, _ severity: Severity
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: cluster.subject,
      message: """
        The JobManager at \(cluster.url) runs Flink \(running), and lib/ here holds \(own): what is \
        started or submitted from here \(severity == .error ? "does not work" : "may not work") \
        with it.
        """,
      peer: cluster.peer,
      evidence: [
        cluster.line("/config", "flink-version \(running)"),
        EvidenceLine(source: "lib/", text: "flink-dist \(own)"),
      ],
      fix: Fix("install Flink \(running) here, or upgrade all machines of the cluster to \(own)"),
      shows: [.callsFail, .unlike(what: "flink")], explains: [.callsFail])
  }
}

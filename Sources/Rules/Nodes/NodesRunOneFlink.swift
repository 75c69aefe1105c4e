package import Diagnosis
import Evidence
import FlinkConfiguration

/// The processes of a cluster send each other serialised Java objects.
package struct NodesRunOneFlink: NodesRule {
  package static let card = RuleCard(
    id: "FD8508", name: "nodes-run-one-flink", severity: .error,
    title: "All nodes, clients too, have one Flink for one Scala",
    why: """
      JobManager, TaskManagers and clients exchange serialised classes: of another minor they fail \
      with `InvalidClassException: … serialVersionUID`, up to 1.17 and from 1.18 on they do not even \
      find each other (akka.tcp, pekko.tcp). Patch releases understand each other mostly; a cluster \
      that stays mixed behaves as no release was tested. A Scala of its own fails with \
      `NoSuchMethodError: scala.Predef$`.
      """,
    fix: "Install the same release on every node, and restart what is of another.",
    sources: [
      "lib/flink-dist*.jar", "/proc/PID of the processes that run",
      "run: a TaskManager of 1.14.6 on a JobManager of 1.12.5",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"),
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .jar("flink-dist-1.17.2.jar")),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .process(.jobManager) { $0.version = "1.18.0" },
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .process(.taskManager)),
          .other("tm2", "jobmanager.rpc.address: jm1", seen: .process(.taskManager)),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"),
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .jar("flink-dist-1.18.1.jar")),
          .other(
            "laptop", "jobmanager.rpc.address: jm1", seen: .role(.client),
            .jar("flink-dist-1.20.0.jar")),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(1, 12),
        seen: [
          .jar("flink-dist_2.11-1.12.5.jar"),
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .jar("flink-dist_2.12-1.12.5.jar")),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"),
          .other("tm1", "jobmanager.rpc.address: jm1", seen: .jar("flink-dist-1.18.1.jar")),
          .other("tm2", "jobmanager.rpc.address: jm1"),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.jar("flink-dist-1.18.1.jar")]),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    let releases = Agreement(nodes) { $0.exam.release }
    let minors = Set(releases.groups.map { FlinkVersion($0.value)?.description ?? $0.value })
    let scalas = Agreement(nodes) { $0.exam.distScala }
    return releases.verdicts(
      "flink", minors.count > 1 ? .error : .warning, at: \.file, says: { "Flink \($0)" },
      consequence: minors.count > 1
        ? "they do not understand each other's messages (`InvalidClassException`)"
        : "that mix was never tested as one cluster",
      fix: { "install one release \($0.whereToMend), and restart what ran the other" },
      explains: minors.count > 1 ? [.callsFail, .jobManagerNotFound] : [])
      + scalas.verdicts(
        "scala", .error, at: \.file, says: { "a Flink for Scala \($0)" },
        consequence: "they do not understand each other's messages, and jobs for one fail on the "
          + "other (`NoSuchMethodError: scala.Predef$`)",
        fix: { "install Flink for one Scala \($0.whereToMend)" }, explains: [.callsFail])
  }
}

extension Examination {
  /// The release of what runs here, or else of what is installed.
  fileprivate var release: String? {
    let running = processesOfThisConfiguration.filter(\.role.isOfCluster).compactMap(\.version)
    if let running = running.first { return running }
    let installed = folder.distJars.compactMap { FlinkJar($0)?.version }
    return installed.count == 1 ? installed[0] : folder.manifestVersion
  }

  fileprivate var distScala: String? {
    folder.distJars.count == 1 ? FlinkJar(folder.distJars[0])?.scala : nil
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// An upgrade is over when everything that runs was started again.
package struct RunningFlinkIsTheInstalled: Rule {
  package static let card = RuleCard(
    id: "FD9104", name: "running-flink-is-the-installed", severity: .warning,
    title: "The processes that run here are of one Flink, the one in lib/",
    why: """
      A process keeps the jars with which it was started. When lib/ is replaced under it, classes \
      that it has not loaded yet are missing (`NoClassDefFoundError`, `ZipException`). A \
      JobManager and a TaskManager of different versions fail with `InvalidClassException`, or do \
      not find each other at all (1.17 speaks akka.tcp, 1.18 pekko.tcp).
      """,
    fix: "Restart what is of the old version.",
    sources: ["/proc/PID/fd: the jars that the JVM holds open", "lib/flink-dist*.jar"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"), .process(.jobManager) { $0.version = "1.17.2" },
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .error,
        seen: [
          .process(.jobManager) { $0.version = "1.18.1" },
          .process(.taskManager, pid: 4712) { $0.version = "1.17.2" },
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager) {
            $0.openJars = ["/opt/flink/lib/flink-dist-1.18.1.jar (deleted)"]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"), .process(.jobManager), .process(.taskManager, pid: 4712),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.jar("flink-dist-1.18.1.jar"), .process(.jobManager) { $0.version = nil }]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.jar("flink-dist-1.18.1.jar")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let processes = exam.processesOfThisConfiguration.filter(\.role.isOfCluster)
    guard let first = processes.first else { return [] }
    let versions = Set(processes.compactMap(\.flinkVersion))
    if versions.count > 1 { return [.mixed(processes)] }
    if let replaced = processes.first(where: { $0.deletedDist != nil }) {
      return [.replaced(replaced)]
    }
    let dists = exam.folder.distJars.compactMap { FlinkJar($0)?.version }
    let strangers = processes.filter { process in
      process.version.map { !dists.isEmpty && !dists.contains($0) } ?? false
    }
    if let stranger = strangers.first { return [.other(stranger, dists[0])] }
    return first.version == nil ? [] : [Verdict(.passed, subject: "processes")]
  }
}

extension ProcessEvidence {
  /// The flink-dist jar that it holds open, and that is not there any more.
  fileprivate var deletedDist: String? {
    openJars?.first { $0.contains("/flink-dist") && $0.hasSuffix(" (deleted)") }
  }
}

extension Verdict {
  fileprivate static func mixed(_ processes: [ProcessEvidence]) -> Verdict {
    let all = processes.map { "\($0.described) is \($0.version ?? "of an unknown version")" }
    return Verdict(
      .finding(.error), subject: "processes",
      message: """
        \(all.listed.capitalised): processes of different Flinks do not understand each other \
        (`InvalidClassException`).
        """,
      fix: Fix("restart them all with the Flink of one version"),
      explains: [.callsFail, .jobManagerNotFound])
  }

  fileprivate static func replaced(_ process: ProcessEvidence) -> Verdict {
    Verdict(
      .finding(.warning), subject: "processes",
      message: """
        lib/ was replaced under \(process.described): it still runs \(process.version ?? "Flink") \
        from a jar that was deleted, and fails with NoClassDefFoundError as soon as it needs a \
        class that it has not loaded.
        """,
      evidence: [
        EvidenceLine(source: "/proc/\(process.pid)/fd", text: process.deletedDist ?? "")
      ],
      fix: Fix("restart \(process.described)"), explains: [.callsFail])
  }

  fileprivate static func other(_ process: ProcessEvidence, _ installed: String) -> Verdict {
    Verdict(
      .finding(.warning), subject: "processes",
      message: """
        \(process.described.capitalised) runs Flink \(process.version ?? ""), but lib/ holds \
        \(installed): after the next start on another machine the versions are mixed.
        """,
      fix: Fix("restart \(process.described), or put its version back into lib/"))
  }
}

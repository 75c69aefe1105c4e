package import Diagnosis
import FlinkConfiguration

/// With high availability a JobManager without an address of its own publishes 127.0.0.1.
package struct LeadersAdvertiseAnAddress: Rule {
  package static let card = RuleCard(
    id: "FD2407", name: "leaders-advertise-an-address", severity: .error,
    title: "Each JobManager that may lead has an address to publish",
    why: """
      With high availability TaskManagers need no jobmanager.rpc.address, but each JobManager does: \
      it publishes it as the leader's. Without one, and without `--host` on its command line, Flink \
      puts 127.0.0.1 in its place and says nothing. Every TaskManager of another machine then \
      reads 127.0.0.1 from ZooKeeper and connects to itself.
      """,
    fix: """
      Write each JobManager's own name into its jobmanager.rpc.address, or list all of them in \
      conf/masters and start them with start-cluster.sh, which passes each its name.
      """,
    sources: [
      "org.apache.flink.util.NetUtils#unresolvedHostToNormalizedString (null is the loopback)",
      "org.apache.flink.runtime.entrypoint.ClusterEntrypoint#initializeServices",
    ],
    examples: [
      .finding("high-availability: ↓zookeeper", seen: [.topology(.several), .role(.jobManager)]),
      .finding("high-availability: ↓zookeeper", .warning),
      .finding("high-availability.type: ↓zookeeper", .warning, version: FlinkVersion(2, 3)),
      .healthy("high-availability: zookeeper\njobmanager.rpc.address: jm1"),
      .healthy("high-availability: zookeeper", seen: [.file("masters", "m1:8081\nm2:8081\n")]),
      .healthy("high-availability: zookeeper", seen: [.topology(.single)]),
      .healthy("high-availability: zookeeper", seen: [.role(.taskManager)]),
      .healthy("high-availability.type: kubernetes", seen: [.deployment(.kubernetes)]),
      .healthy("high-availability: zookeeper", seen: [.deployment(.yarn)]),
      .healthy("taskmanager.numberOfTaskSlots: 2"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    // Pods and containers get their address on the command line.
    guard exam.deployment == .standalone, exam.highAvailability.isOn, exam.reading.abort == nil,
      let mode = exam.highAvailabilitySetting
    else { return [] }
    let isAnothersBusiness = !exam.roles.isEmpty && !exam.roles.contains(.jobManager)
    let isPassed = exam.masters.map { !$0.hosts.entries.isEmpty } ?? false
    guard exam.setting("jobmanager.rpc.address") == nil, !isPassed, !isAnothersBusiness,
      exam.topology != .single
    else { return [Verdict(.passed, subject: "key:jobmanager.rpc.address")] }
    let isSure = exam.topology == .several && exam.roles.contains(.jobManager)
    return [.missing(mode, isSure ? .error : .warning)]
  }
}

extension Verdict {
  fileprivate static func missing(_ mode: Setting, _ severity: Severity) -> Verdict {
    var verdict = mode.finding(
      severity,
      """
      jobmanager.rpc.address is not set and no conf/masters names the JobManagers: unless `--host` \
      gives each its own, the one that leads publishes 127.0.0.1, and every other machine connects \
      to itself.
      """,
      fix: Fix("jobmanager.rpc.address: <this JobManager's own name>, on each of them"),
      shows: [.optionNotInForce(key: "jobmanager.rpc.address")], explains: [.jobManagerNotFound])
    verdict.subject = "key:jobmanager.rpc.address"
    return verdict
  }
}

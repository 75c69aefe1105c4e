package import Diagnosis
import Evidence

/// The machines that masters and workers name must be known by those names.
package struct MachinesOfTheClusterResolve: Rule {
  package static let card = RuleCard(
    id: "FD2004", name: "machines-of-the-cluster-resolve", severity: .warning,
    title: "The machines of masters and workers have addresses on this node",
    why: """
      start-cluster.sh logs in to each worker by its name, and goes on without those that it does \
      not find. With ZooKeeper each JobManager is started under its name in masters and gives that \
      name to ZooKeeper: a TaskManager that cannot resolve the leader's name logs \
      `UnknownHostException` and never registers with it.
      """,
    fix: "Write the machine's address and name into /etc/hosts of every node, or enter it in DNS.",
    sources: [
      "bin/start-cluster.sh, bin/config.sh (TMWorkers, readMasters), 1.12 to 2.3",
      "org.apache.flink.runtime.jobmaster.JobMaster (leader address in ZooKeeper)",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.file("workers", "tm1\ntm2"), .name("tm2", .notFound)]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [.role(.taskManager), .file("workers", "tm2"), .name("tm2", .notFound)]),
      .finding(
        "high-availability.type: zookeeper", .error,
        seen: [.file("masters", "jm1:8081\njm2:8081"), .name("jm2", .notFound)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.file("workers", "tm1\n10.0.0.3\n"), .name("tm1", resolvesTo: "10.0.0.2")]),
      // Without ZooKeeper nobody reads masters.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.file("masters", "jm2:8081"), .name("jm2", .notFound)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.file("workers", "tm1")]),
      .unknown(
        "jobmanager.rpc.address: jm1", seen: [.file("workers", "tm1"), .name("tm1", .timedOut)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    var judged: Set<String> = []
    return exam.namedHosts(.master, .worker).compactMap { machine in
      // The JobManager's name and this machine's own are other rules'.
      guard machine.host != exam.jobManagerEndpoint?.host,
        machine.host != exam.ownName?.lowercased(), judged.insert(machine.host).inserted,
        let result = exam.result(of: machine.host)
      else { return nil }
      switch result {
      case .found: return machine.passed
      case .unknown(let reason): return machine.unknown(reason)
      case .missing(let name) where machine.use == .master:
        return machine.missing(
          .error, name,
          """
          When that JobManager leads, TaskManagers and clients here do not find it: they log \
          `UnknownHostException`.
          """, explains: [.jobManagerNotFound])
      case .missing(let name):
        return machine.missing(
          exam.role == .taskManager ? .info : .warning, name,
          "start-cluster.sh, run here, starts no TaskManager on it.")
      }
    }
  }
}

package import Diagnosis
import FlinkConfiguration

/// An actor system takes messages for its own name alone, letter by letter.
package struct NodesNameOneJobManager: NodesRule {
  package static let card = RuleCard(
    id: "FD8501", name: "nodes-name-one-job-manager", severity: .error,
    title: "All nodes write jobmanager.rpc.address and jobmanager.rpc.port alike",
    why: """
      The JobManager's actor system calls itself by the address in its own file. A message that a \
      TaskManager sends to another spelling of it (an alias, the full name, the address in numbers) \
      arrives and is dropped: `dropping message … for non-local recipient`. Another port is another \
      process, or none.
      """,
    fix: "Copy the JobManager's own jobmanager.rpc.address, as it stands there, to every node.",
    sources: ["akka.remote.EndpointReader, run on 1.12.5 to 2.3.0", "FLINK-2821"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [.other("tm1", "jobmanager.rpc.address: jm1.lab")]),
      .finding(
        "jobmanager.rpc.address: ↓10.0.0.1",
        seen: [
          .other("tm1", "jobmanager.rpc.address: jm1"),
          .other("tm2", "jobmanager.rpc.address: jm1"),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\njobmanager.rpc.port: ↓6124",
        seen: [
          .other("tm1", "jobmanager.rpc.address: jm1"),
          .other("tm2", "jobmanager.rpc.address: jm1\njobmanager.rpc.port: 6123"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\njobmanager.bind-host: 0.0.0.0",
        seen: [
          .other("tm1", "jobmanager.rpc.address: JM1\ntaskmanager.host: tm1"),
          .other("laptop", "jobmanager.rpc.address: jm1.example.com", seen: .role(.client)),
        ]),
      .healthy(
        "high-availability.type: zookeeper\njobmanager.rpc.address: jm1",
        seen: [.other("jm2", "high-availability.type: zookeeper\njobmanager.rpc.address: jm2")]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    // With high availability each JobManager has an address of its own, and others ask for it.
    let nodes = nodes.ofCluster.filter {
      !$0.isNamedByDeployer && !$0.exam.highAvailability.isOn
    }
    let addresses = Agreement(nodes) { node in
      let text = node.exam.setting("jobmanager.rpc.address")?.text ?? ""
      return HostName.normalized(text) ?? text
    }
    let ports = Agreement(nodes) { $0.exam.text("jobmanager.rpc.port") }
    // What each of them misses where it dials.
    let missed = nodes.reduce(into: Set([Symptom.jobManagerNotFound])) {
      $0.formUnion($1.exam.jobManagerEndpoint?.missed ?? [])
    }
    return addresses.verdicts(
      "jobmanager.rpc.address", key: "jobmanager.rpc.address", .error,
      at: { $0.place(of: "jobmanager.rpc.address") },
      says: { $0.isEmpty ? "no jobmanager.rpc.address" : "jobmanager.rpc.address \($0)" },
      consequence: "a JobManager drops what is sent to another spelling of its address than its "
        + "own, and TaskManagers do not register",
      fix: {
        $0.line { _ in "jobmanager.rpc.address" }
          ?? "write the JobManager's own jobmanager.rpc.address \($0.whereToMend)"
      },
      explains: missed)
      + ports.verdicts(
        "jobmanager.rpc.port", key: "jobmanager.rpc.port", .error,
        at: { $0.place(of: "jobmanager.rpc.port") }, says: { "jobmanager.rpc.port \($0)" },
        consequence: "whoever dials another port than the JobManager's own does not find it",
        fix: {
          $0.line { _ in "jobmanager.rpc.port" }
            ?? "write the JobManager's own jobmanager.rpc.port \($0.whereToMend)"
        },
        explains: missed)
  }
}

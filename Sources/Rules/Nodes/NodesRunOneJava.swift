package import Diagnosis
import Evidence

/// Classes that one Java compiled or wrote are read by the others.
package struct NodesRunOneJava: NodesRule {
  package static let card = RuleCard(
    id: "FD8509", name: "nodes-run-one-java", severity: .warning,
    title: "JobManagers and TaskManagers run on one Java",
    why: """
      A job compiled for Java 17 fails on the one node with Java 11 (`UnsupportedClassVersionError`) \
      whenever a task lands there; lambdas and classes of the JDK that are serialised on one side \
      are not always read on the other.
      """,
    fix: "Install the same Java on every node, or name it by env.java.home.",
    sources: [
      "the `release` file of the Java that runs", "Flink documentation, Java compatibility",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager) { $0.javaVersion = "17.0.15" },
          .other(
            "tm1", "jobmanager.rpc.address: jm1",
            seen: .process(.taskManager) { $0.javaVersion = "11.0.25" }),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager) { $0.javaVersion = "17.0.15" },
          .other(
            "tm1", "jobmanager.rpc.address: jm1",
            seen: .process(.taskManager) { $0.javaVersion = "17.0.9" }),
          .other("tm2", "jobmanager.rpc.address: jm1"),
        ]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    Agreement(nodes) { node -> Int? in
      node.exam.processesOfThisConfiguration.filter(\.role.isOfCluster).compactMap(\.javaVersion)
        .compactMap { JavaVersion.major(of: $0) }.min()
    }.verdicts(
      "java", .warning, at: { $0.place(of: "env.java.home") }, says: { "Java \($0)" },
      consequence: "what is compiled for the newer one fails where the older one runs "
        + "(`UnsupportedClassVersionError`)",
      fix: { "install one Java \($0.whereToMend), or name it there: env.java.home: <its folder>" })
  }
}

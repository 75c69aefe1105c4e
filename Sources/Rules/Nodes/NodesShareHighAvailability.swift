package import Diagnosis
import FlinkConfiguration

/// Who looks for the leader elsewhere than it is written finds none.
package struct NodesShareHighAvailability: NodesRule {
  package static let card = RuleCard(
    id: "FD8503", name: "nodes-share-high-availability", severity: .error,
    title: "All nodes look for the leader in one place",
    why: """
      The leader writes its address below one path of one ZooKeeper (or into one cluster's config \
      maps), and TaskManagers read it there. A node with another mode, quorum, root or cluster id \
      waits for a leader that nobody announces; JobManagers with different ones are two clusters, \
      and both run the jobs. Job graphs and checkpoints are found again in one storageDir alone.
      """,
    fix: "Copy the high-availability lines of the JobManager to every node.",
    sources: [
      "ZooKeeperUtils.startCuratorFramework and generateZookeeperPath",
      "run on 1.20.5: HA on one side alone, TaskManagers do not register",
    ],
    examples: [
      .finding(
        "high-availability.type: zookeeper\nhigh-availability.cluster-id: ↓/a",
        seen: [
          .other(
            "tm1", "high-availability.type: zookeeper\nhigh-availability.cluster-id: /b")
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\nhigh-availability.type: ↓none",
        seen: [
          .other("tm1", "high-availability.type: zookeeper"),
          .other("tm2", "high-availability.type: ZOOKEEPER"),
        ]),
      .finding(
        "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: ↓zk1:2181",
        seen: [
          .other(
            "tm1",
            "high-availability.type: zookeeper\nhigh-availability.zookeeper.quorum: zk2:2181")
        ]),
      .finding(
        "high-availability.type: zookeeper\nhigh-availability.storageDir: ↓hdfs:///a",
        seen: [
          .other("jm2", "high-availability.type: zookeeper\nhigh-availability.storageDir: s3://b")
        ]),
      .healthy(
        """
        high-availability.type: zookeeper
        high-availability.zookeeper.quorum: zk1:2181,zk2
        high-availability.jobmanager.port: 50010
        """,
        seen: [
          .other(
            "tm1",
            """
            high-availability.type: zookeeper
            high-availability.zookeeper.quorum: zk2:2181, zk1
            high-availability.cluster-id: /default
            """)
        ]),
      .healthy(
        "high-availability.cluster-id: /a",
        seen: [.other("tm1", "jobmanager.rpc.address: jm1")]),
      .healthy("high-availability.type: zookeeper"),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    let nodes = nodes.ofCluster
    let modes = Agreement(nodes) { $0.mode }
    guard let first = nodes.first else { return [] }
    let type = HighAvailabilityMode.key(in: first.exam.version)
    var verdicts = verdicts(modes, type, at: \.modePlace)
    let on = nodes.filter { $0.exam.highAvailability.isOn }
    if modes.groups.count > 1 || on.count < 2 { return on.isEmpty ? [] : verdicts }
    for option in Self.options {
      verdicts += self.verdicts(
        Agreement(on) { $0.highAvailability(option) }, option, at: { $0.place(of: option) })
    }
    return verdicts
  }

  private static let options = [
    "high-availability.zookeeper.quorum", "high-availability.zookeeper.path.root",
    "high-availability.cluster-id", "high-availability.storageDir", "kubernetes.cluster-id",
  ]

  private func verdicts(
    _ agreement: Agreement<String>, _ option: String, at place: (NodeExamination) -> Location
  ) -> [Verdict] {
    agreement.verdicts(
      "\(option)", key: option, .error, at: place,
      says: { $0.isEmpty ? "no \(option)" : "\(option) \($0)" },
      consequence: option == "high-availability.storageDir"
        ? "a JobManager that takes over does not find the jobs and checkpoints of the other"
        : "they look for the leader in different places, and do not find each other",
      fix: { $0.line { _ in option } ?? "write one \(option) \($0.whereToMend)" },
      explains: option == "high-availability.storageDir" ? [.stateLost] : [.jobManagerNotFound])
  }
}

extension NodeExamination {
  fileprivate var mode: String {
    switch exam.highAvailability {
    case .none: "none"
    case .zookeeper: "zookeeper"
    case .kubernetes: "kubernetes"
    case .factory(let name): exam.highAvailability.isKubernetes ? "kubernetes" : name
    }
  }

  fileprivate var modePlace: Location { exam.highAvailabilitySetting?.location ?? file }

  /// What is in force, in one spelling; a quorum's servers in any order are one quorum.
  fileprivate func highAvailability(_ option: String) -> String {
    let text = exam.text(option) ?? ""
    switch option {
    case "high-availability.zookeeper.quorum":
      let quorum = ZooKeeperQuorum(text)
      let servers = quorum.servers.map { "\($0.host.lowercased()):\($0.port ?? "2181")" }
      return servers.sorted().joined(separator: ",") + (quorum.chroot ?? "")
    case "high-availability.storageDir":
      return text.hasSuffix("/") ? String(text.dropLast()) : text
    default: return text
    }
  }
}

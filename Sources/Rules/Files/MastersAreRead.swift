package import Diagnosis
import FlinkConfiguration

/// Without ZooKeeper start-cluster.sh never opens conf/masters.
package struct MastersAreRead: Rule {
  package static let card = RuleCard(
    id: "FD2304", name: "masters-are-read", severity: .warning,
    title: "conf/masters names the machine that the JobManager starts on",
    why: """
      start-cluster.sh reads conf/masters only with ZooKeeper high availability. Without it one \
      JobManager starts on the machine where the script runs, whatever the file says: further \
      masters stay down, and one elsewhere is never started.
      """,
    fix: """
      Run start-cluster.sh on the machine of jobmanager.rpc.address, and name only that one in \
      conf/masters; for several masters configure ZooKeeper.
      """,
    sources: ["bin/start-cluster.sh: `if [[ $HIGH_AVAILABILITY == \"zookeeper\" ]]`"],
    examples: [
      .finding(
        "jobmanager.rpc.address: m1", seen: [.file("masters", "m1:8081\nm2:8081\n")]),
      .finding("jobmanager.rpc.address: m1", seen: [.file("masters", "m2:8081\n")]),
      .finding(
        "high-availability.type: kubernetes", version: FlinkVersion(1, 20),
        seen: [.file("masters", "m1\nm2\n")]),
      .healthy(
        "high-availability: zookeeper", seen: [.file("masters", "m1:8081\nm2:8081\n")]),
      .healthy("jobmanager.rpc.address: m1", seen: [.file("masters", "localhost:8081\n")]),
      .healthy("jobmanager.rpc.address: M1", seen: [.file("masters", "m1:8081\n")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let seen = exam.masters else { return [] }
    guard exam.highAvailability != .zookeeper else { return [seen.passed] }
    let entries = seen.hosts.entries
    if entries.count > 1 { return [.severalMasters(seen, entries[1], count: entries.count)] }
    guard let only = entries.first, let address = exam.setting("jobmanager.rpc.address"),
      !Host.isLoopback(only.host), !Host.isLoopback(address.text),
      HostName.normalized(only.host) != HostName.normalized(address.text)
    else { return [seen.passed] }
    return [.anotherMaster(seen, only, address)]
  }
}

extension Verdict {
  fileprivate static func severalMasters(
    _ seen: HostsFileSeen, _ entry: HostsFile.Entry, count: Int
  ) -> Verdict {
    seen.finding(
      .warning,
      """
      conf/masters names \(count) masters, but without ZooKeeper high availability start-cluster.sh \
      does not read it: one JobManager starts where the script runs, and no standby.
      """,
      at: entry,
      fix: Fix("high-availability.type: zookeeper (high-availability: zookeeper up to 1.16)"))
  }

  fileprivate static func anotherMaster(
    _ seen: HostsFileSeen, _ entry: HostsFile.Entry, _ address: Setting
  ) -> Verdict {
    seen.finding(
      .warning,
      """
      conf/masters names \(entry.host), and jobmanager.rpc.address \(address.text). Without \
      ZooKeeper the file is not read: the JobManager starts where start-cluster.sh runs, and \
      TaskManagers look for it at \(address.text).
      """,
      at: entry, fix: Fix("write \(address.text) into conf/masters"),
      related: address.related("where TaskManagers look for the JobManager"),
      // Where the address is the wrong one of both, that is what there is to mend.
      shows: [.unlike(what: "jobmanager.rpc.address")])
  }
}

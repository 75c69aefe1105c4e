package import Diagnosis
import FlinkConfiguration

/// `localhost` among other workers is whichever machine the script runs on.
package struct WorkersAreAllNamed: Rule {
  package static let card = RuleCard(
    id: "FD2306", name: "workers-are-all-named", severity: .info,
    title: "conf/workers names either this machine alone or every machine by its name",
    why: """
      Among other hosts `localhost` means the machine on which start-cluster.sh happens to run: from \
      another one the script starts, and stop-cluster.sh stops, something else.
      """,
    fix: "Write the machine's own name.",
    sources: ["bin/config.sh, TMWorkers"],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.file("workers", "localhost\nw2\n")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.file("workers", "jm1\nw2\n")]),
      .healthy(
        "jobmanager.rpc.address: localhost", seen: [.file("workers", "localhost\nlocalhost\n")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let seen = exam.workers else { return [] }
    let entries = seen.hosts.entries
    guard let local = entries.first(where: { Host.isLoopback($0.host) }),
      entries.contains(where: { !Host.isLoopback($0.host) })
    else { return [seen.passed] }
    return [.mixed(seen, local)]
  }
}

extension Verdict {
  fileprivate static func mixed(_ seen: HostsFileSeen, _ entry: HostsFile.Entry) -> Verdict {
    seen.finding(
      .info,
      """
      conf/workers names \(entry.host) beside other machines: that is whichever machine \
      start-cluster.sh runs on.
      """,
      at: entry, fix: Fix("write the machine's own name"))
  }
}

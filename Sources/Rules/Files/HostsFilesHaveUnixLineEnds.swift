package import Diagnosis
import FlinkConfiguration

/// The shell keeps a carriage return as part of a host's name, and ssh finds no such host.
package struct HostsFilesHaveUnixLineEnds: Rule {
  package static let card = RuleCard(
    id: "FD2301", name: "hosts-files-have-unix-line-ends", severity: .error,
    title: "conf/workers and conf/masters have Unix line ends",
    why: """
      start-cluster.sh reads these files with the shell's `read`, which keeps the carriage return \
      of a Windows line end as the last character of the host's name. ssh then fails with \
      `Could not resolve hostname`, and no TaskManager starts; even `localhost` is no longer \
      recognised as this machine.
      """,
    fix: "Convert the file: `sed -i 's/\\r$//' conf/workers`.",
    sources: ["bin/config.sh, extractHostName, readWorkers, readMasters (1.12 to 2.3 alike)"],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.file("workers", "w1\r\nw2\r\n")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.file("workers", "w1\nw2\n")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.file("workers", "w1 # a comment\r\nw2\n")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.file("masters", "m1:8081\r\n")]),
      .finding("high-availability: zookeeper", seen: [.file("masters", "m1:8081\r\n")]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.file("workers", "w1\r\n"), .deployment(.kubernetes)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.hostsFilesInUse.map { seen in
      let broken = seen.hosts.entries.filter { entry in
        entry.host.utf8.contains(0x0D) || entry.port?.utf8.contains(0x0D) == true
      }
      guard let first = broken.first else { return seen.passed }
      return .carriageReturn(seen, first, count: broken.count)
    }
  }
}

extension Verdict {
  fileprivate static func carriageReturn(
    _ seen: HostsFileSeen, _ entry: HostsFile.Entry, count: Int
  ) -> Verdict {
    let host = entry.host.filter { !$0.isWhitespace }
    return seen.finding(
      .error,
      """
      conf/\(seen.name) has Windows line ends in \(count == 1 ? "1 line" : "\(count) lines"): \
      start-cluster.sh takes the carriage return as part of the name "\(host)", and ssh fails with \
      `Could not resolve hostname`.
      """,
      at: entry, fix: Fix("sed -i 's/\\r$//' \(seen.file.path)"))
  }
}

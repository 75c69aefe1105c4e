package import FlinkConfiguration

/// A file of hosts beside the configuration, as the scripts read it.
package struct HostsFileSeen: Sendable {
  package let name: String
  package let file: ConfigurationFolder.File
  package let hosts: HostsFile

  package var subject: String { "file:\(name)" }

  package var passed: Verdict { Verdict(.passed, subject: subject) }

  /// Where an entry stands.
  package func location(_ entry: HostsFile.Entry) -> Location {
    Location(path: file.path, range: entry.range)
  }

  /// A finding at a line of the file.
  package func finding(
    _ severity: Severity, _ message: String, at entry: HostsFile.Entry?, fix: Fix,
    related: [RelatedLocation] = [], shows: Set<Symptom> = [], explains: Set<Symptom> = []
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: entry.map { "\(subject):\($0.range.start.line)" } ?? subject,
      message: message, location: entry.map(location) ?? Location(path: file.path),
      related: related, fix: fix, shows: shows, explains: explains)
  }
}

extension Examination {
  /// `conf/workers`, which start-cluster.sh reads; nil where no such script starts the cluster.
  package var workers: HostsFileSeen? {
    guard deployment == .standalone, let file = folder.files["workers"] else { return nil }
    return HostsFileSeen(name: "workers", file: file, hosts: .workers(file.bytes))
  }

  /// `conf/masters`, which start-cluster.sh reads where ZooKeeper is on.
  package var masters: HostsFileSeen? {
    guard deployment == .standalone, let file = folder.files["masters"] else { return nil }
    return HostsFileSeen(name: "masters", file: file, hosts: .masters(file.bytes))
  }

  /// Both, as far as start-cluster.sh reads them in this configuration.
  package var hostsFilesInUse: [HostsFileSeen] {
    [highAvailability == .zookeeper ? masters : nil, workers].compactMap(\.self)
  }

  /// How many TaskManagers `workers` starts on a machine, by host as written.
  package var taskManagersPerHost: [String: Int] {
    var counts: [String: Int] = [:]
    for entry in workers?.hosts.entries ?? [] { counts[entry.host, default: 0] += 1 }
    return counts
  }
}

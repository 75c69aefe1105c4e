import Evidence
import FlinkConfiguration

extension Examination {
  /// A host of `workers` or `masters`, as it is looked up, and its line.
  package struct HostEntry: Sendable, Hashable {
    package let host: String
    package let place: Location
  }

  /// The hosts that one of the two files names, each once; none where no script reads the file.
  package func hostEntries(_ name: String) -> [HostEntry] {
    guard deployment == .standalone, let file = folder.files[name] else { return [] }
    let hosts: HostsFile = name == "masters" ? .masters(file.bytes) : .workers(file.bytes)
    var entries: [HostEntry] = []
    for entry in hosts.entries {
      guard let host = dialledHost(entry.host), !entries.contains(where: { $0.host == host })
      else { continue }
      entries.append(
        HostEntry(host: host, place: Location(path: file.path, range: entry.range)))
    }
    return entries
  }

  /// The hosts of `workers`, unless it is as Flink ships it though the JobManager is elsewhere:
  /// then no script starts TaskManagers by it.
  package var workerEntries: [HostEntry] {
    let entries = hostEntries("workers")
    guard entries.allSatisfy({ Host.isLoopback($0.host) }) else { return entries }
    guard let endpoint = jobManagerEndpoint else { return [] }
    return isThisNode(endpoint.host) ? entries : []
  }

  /// Whether a host is this machine, as far as its own name and addresses tell.
  ///
  /// Short and full names are taken for the same machine: `jm1` and `jm1.example.com`.
  package func isThisNode(_ host: String) -> Bool {
    if Host.isLoopback(host) { return true }
    guard let node = evidence.node else { return false }
    let host = host.lowercased()
    if node.addresses.contains(host) { return true }
    if !Host.isIPv4(host), !host.contains(":") {
      let own = node.hostname.lowercased()
      let isShort = !host.contains(".") || !own.contains(".")
      if host == own || isShort && host.firstLabel == own.firstLabel { return true }
    }
    guard let name = evidence.name(host), name.outcome == .resolved else { return false }
    return name.addresses.contains { node.addresses.contains($0) && !Host.isLoopback($0) }
  }
}

extension String {
  fileprivate var firstLabel: Substring { prefix { $0 != "." } }
}

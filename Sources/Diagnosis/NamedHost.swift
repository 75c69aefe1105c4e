import FlinkConfiguration

/// A host that the configuration or a file beside it names, and what for.
package struct NamedHost: Sendable {
  package enum Use: String, Sendable, Hashable, CaseIterable {
    case jobManager
    case rest
    case taskManager
    case master
    case worker
    case zooKeeper
    case storage
  }

  package let use: Use
  /// What is looked up: in lower case, IPv6 without brackets.
  package let host: String
  /// As it is written.
  package let text: String
  /// The option, or `masters` and `workers`.
  package let key: String
  /// Where it stands; nil for `--set` and the environment.
  package let location: Location?
  /// Whether the name may be one that only the storage's own client knows (`dfs.nameservices`).
  package let mayBeLogical: Bool
}

extension Examination {
  /// Every host that something of this cluster looks up, in a fixed order.
  ///
  /// A host may have several uses. What the deployer overwrites is left out, and so is what is no host at all.
  package var namedHosts: [NamedHost] { shared(\.namedHosts) { $0.hostsToLookUp() } }

  private func hostsToLookUp() -> [NamedHost] {
    var hosts: [NamedHost] = []
    func add(
      _ use: NamedHost.Use, _ text: String, _ key: String, _ location: Location?,
      mayBeLogical: Bool = false
    ) {
      guard var host = HostName.normalized(text), !host.isEmpty, !Host.isWildcard(host),
        !text.holds("${")
      else { return }
      if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
      hosts.append(
        NamedHost(
          use: use, host: host, text: text, key: key, location: location,
          mayBeLogical: mayBeLogical))
    }
    if let endpoint = jobManagerEndpoint {
      add(.jobManager, endpoint.host, endpoint.address.key, endpoint.address.location)
    }
    if deployment == .standalone || deployment == .docker || deployment == .kubernetes {
      for (use, option) in [
        (NamedHost.Use.rest, "rest.address"), (.taskManager, "taskmanager.host"),
      ] {
        if let setting = written(option) { add(use, setting.text, setting.key, setting.location) }
      }
    }
    if highAvailability == .zookeeper {
      for entry in masters?.hosts.entries ?? [] {
        add(.master, entry.host, "masters", masters?.location(entry))
      }
      if let quorum = setting("high-availability.zookeeper.quorum") {
        for server in ZooKeeperQuorum(quorum.text).servers {
          add(.zooKeeper, server.host, quorum.key, quorum.location)
        }
      }
    }
    for entry in workers?.hosts.entries ?? [] {
      add(.worker, entry.host, "workers", workers?.location(entry))
    }
    for option in Self.storageOptions {
      guard let setting = setting(option) else { continue }
      if let storage = StorageHost(setting.text) {
        add(
          .storage, storage.host, setting.key, setting.location,
          mayBeLogical: storage.port == nil && setting.text.lowercased().hasPrefix("hdfs:"))
      } else if option.hasSuffix("endpoint") {
        let host = setting.text.split(separator: ":", maxSplits: 1).first.map(String.init)
        if let host, !setting.text.contains("/") {
          add(.storage, host, setting.key, setting.location)
        }
      }
    }
    return hosts
  }

  private static let storageOptions = [
    "high-availability.storageDir", "state.checkpoints.dir", "state.savepoints.dir",
    "execution.checkpointing.dir", "execution.checkpointing.savepoint-dir", "fs.default-scheme",
    "jobmanager.archive.fs.dir", "historyserver.archive.fs.dir", "s3.endpoint", "s3a.endpoint",
    "fs.s3a.endpoint",
  ]
}

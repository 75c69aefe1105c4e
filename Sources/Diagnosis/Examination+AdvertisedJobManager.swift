import FlinkConfiguration

extension Examination {
  /// What a JobManager of this configuration advertises and binds.
  ///
  /// `ClusterEntrypoint#initializeServices` and `NetUtils#unresolvedHostToNormalizedString`, which
  /// makes 127.0.0.1 of an address that is missing; 1.12.5 to 2.3.0. nil where the deployer names
  /// it, or where the JobManager does not start.
  package var advertisedJobManager: AdvertisedAddress? {
    guard jobManagerIsNamedByDeployer == nil else { return nil }
    let option = highAvailability.isOn ? "high-availability.jobmanager.port" : "jobmanager.rpc.port"
    let address = setting("jobmanager.rpc.address")
    guard let host = address.map({ HostName.normalized($0.text) }) ?? "127.0.0.1" else {
      return nil
    }
    let bind = setting("jobmanager.bind-host")?.text
    return AdvertisedAddress(
      address: host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host,
      bindAddress: bind ?? "0.0.0.0", port: text(option) ?? "",
      reason: [
        address.map { "\($0.key) is \($0.text)" }
          ?? "jobmanager.rpc.address is not set, and Flink puts 127.0.0.1 in its place",
        bind.map { "it listens on \($0) alone (jobmanager.bind-host)" }
          ?? "it listens on every address",
      ].joined(separator: "; "))
  }
}

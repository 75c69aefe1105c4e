import FlinkConfiguration

/// Where TaskManagers and clients look for the JobManager, as far as the configuration tells.
package struct JobManagerEndpoint: Sendable {
  /// `jobmanager.rpc.address`.
  package let address: Setting
  /// The option that gives the port, where it is set.
  package let portSetting: Setting?
  /// What is looked up: after Flink's normalisation, IPv6 without brackets.
  package let host: String
  /// The ports that the JobManager may listen on, in Flink's order; empty when it takes a random one.
  package let ports: [Int]
  /// Leaders are elected: this JobManager is one of several, and not its address but the leader's
  /// is what others use.
  package let isElected: Bool

  /// Its only port; nil when it takes one of several, or any.
  package var port: Int? { ports.count == 1 ? ports[0] : nil }

  /// More are not dialled: nobody fixes more ports than that for one process.
  package static let mostPorts = 32
}

extension Examination {
  /// Why the file's `jobmanager.rpc.address` is not the one that Flink uses; nil where it is.
  ///
  /// `YarnEntrypointUtils` writes the container's host name over it, and
  /// `KubernetesClusterDescriptor` the name of the service that it makes.
  package var jobManagerIsNamedByDeployer: String? {
    switch deployment {
    case .yarn: "on YARN Flink overwrites jobmanager.rpc.address with the name of its node"
    case .kubernetesNative:
      "on native Kubernetes Flink overwrites jobmanager.rpc.address with the name of its service"
    case .standalone, .docker, .kubernetes: nil
    }
  }

  /// nil when the address is not set, is no host, or is not the one that Flink uses.
  package var jobManagerEndpoint: JobManagerEndpoint? {
    guard jobManagerIsNamedByDeployer == nil, let address = setting("jobmanager.rpc.address"),
      var host = try? HostGrammar.parse(address.text, version: version), !host.isEmpty
    else { return nil }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let highAvailability = HighAvailabilityMode(
      setting(HighAvailabilityMode.key(in: version))?.text, version: version)
    // In place of jobmanager.rpc.port, whose default is 6123; this one's is 0, a random port.
    let option =
      highAvailability.isOn ? "high-availability.jobmanager.port" : "jobmanager.rpc.port"
    return JobManagerEndpoint(
      address: address, portSetting: setting(option), host: host,
      ports: ports(text(option) ?? "", isRange: highAvailability.isOn),
      isElected: highAvailability.isOn)
  }

  /// None for a random port, for too many, and for what Flink does not take for ports.
  private func ports(_ text: String, isRange: Bool) -> [Int] {
    guard isRange else {
      let port = try? JavaNumber.int(text)
      return port.map { 1...65535 ~= $0 ? [Int($0)] : [] } ?? []
    }
    guard let range = try? PortRange.parse(text, version: version), !range.isRandom else {
      return []
    }
    var ports: [Int] = []
    for range in range.ranges {
      for port in range.prefix(JobManagerEndpoint.mostPorts + 1) where !ports.contains(Int(port)) {
        ports.append(Int(port))
      }
      guard ports.count <= JobManagerEndpoint.mostPorts else { return [] }
    }
    return ports
  }
}

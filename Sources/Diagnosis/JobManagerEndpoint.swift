import FlinkConfiguration

/// Where TaskManagers and clients look for the JobManager, as far as the configuration tells.
package struct JobManagerEndpoint: Sendable {
  /// `jobmanager.rpc.address`, or `--jobmanager`.
  package let address: Setting
  /// The key that decides the port.
  package let portKey: String
  /// The option that gives the port, where it is set.
  package let portSetting: Setting?
  /// What is looked up: after Flink's normalisation, IPv6 without brackets.
  package let host: String
  /// The ports that the JobManager may listen on, a sample of a long range; nil when it takes a
  /// random one.
  package let sampled: SampledPorts?
  /// Leaders are elected: this JobManager is one of several, and not its address but the leader's
  /// is what others use.
  package let isElected: Bool

  /// Its only port; nil when it takes one of several, or any.
  package var port: Int? { ports.count == 1 ? ports[0] : nil }

  /// In Flink's order; empty when it takes a random one.
  package var ports: [Int] { sampled?.ports ?? [] }
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
    shared(\.jobManagerEndpoint) { $0.endpointToFind() }
  }

  private func endpointToFind() -> JobManagerEndpoint? {
    if let leader { return endpoint(of: leader) }
    guard jobManagerIsNamedByDeployer == nil, let address = setting("jobmanager.rpc.address"),
      let host = dialledHost(address.text)
    else { return nil }
    let isElected = highAvailability.isOn
    // In place of jobmanager.rpc.port, whose default is 6123; this one's is 0, a random port.
    let option = isElected ? "high-availability.jobmanager.port" : "jobmanager.rpc.port"
    let text = text(option) ?? ""
    return JobManagerEndpoint(
      address: address, portKey: option, portSetting: setting(option), host: host,
      sampled: isElected ? sampledPorts(text) : Self.singlePort(text), isElected: isElected)
  }

  /// nil for a random port, and for what Flink does not take for one.
  private static func singlePort(_ text: String) -> SampledPorts? {
    guard let port = try? JavaNumber.int(text), 1...65535 ~= port else { return nil }
    return SampledPorts(port: Int(port))
  }

  private func endpoint(of leader: LeaderAddress) -> JobManagerEndpoint? {
    guard let host = dialledHost(leader.host) else { return nil }
    let entry = ConfigurationEntry(
      key: "--jobmanager", value: .string("\(leader)"), origin: .commandLine)
    let setting = Setting(
      option: "jobmanager.rpc.address", key: entry.key, text: leader.host, entry: entry,
      location: nil, keyLocation: nil)
    return JobManagerEndpoint(
      address: setting, portKey: entry.key, portSetting: nil, host: host,
      sampled: SampledPorts(port: leader.port), isElected: false)
  }
}

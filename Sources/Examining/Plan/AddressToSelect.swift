import Diagnosis
import Evidence
import FlinkConfiguration
import Probes

/// What decides under which address a TaskManager registers from this node.
///
/// nil on YARN and on native Kubernetes, where Flink itself starts TaskManagers elsewhere and
/// names the JobManager to them.
func addressToSelect(_ exam: Examination) -> AddressSelectionRequest? {
  guard exam.jobManagerIsNamedByDeployer == nil, let node = exam.evidence.node else { return nil }
  var request = AddressSelectionRequest(
    ownName: node.hostname, policy: exam.text("taskmanager.network.bind-policy") ?? "ip",
    leader: .unknown(reason: "the leader is told by high availability alone"),
    java: exam.javaNetworking(of: "taskmanager"))
  if !exam.highAvailability.isOn {
    exam.addLeader(to: &request)
  } else if exam.leader != nil, let endpoint = exam.jobManagerEndpoint, let port = endpoint.port {
    request.leader = .at(host: endpoint.host, port: port)
  }
  exam.addHost(to: &request)
  request.bindHost = exam.setting("taskmanager.bind-host").flatMap {
    HostName.normalized($0.text).map(plain)
  }
  exam.addLookupTimeout(to: &request)
  return request
}

/// An IPv6 address without its brackets.
private func plain(_ host: String) -> String {
  host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
}

extension Examination {
  /// `StandaloneUtils` and `HighAvailabilityServicesUtils#getJobManagerAddress`: without the
  /// address, or with one that is no host, no TaskManager starts.
  fileprivate func addLeader(to request: inout AddressSelectionRequest) {
    guard let address = setting("jobmanager.rpc.address") else {
      request.refusal =
        "Config parameter 'jobmanager.rpc.address' is missing (hostname/address of JobManager)"
      return
    }
    guard HostName.normalized(address.text) != nil, let endpoint = jobManagerEndpoint else {
      request.refusal = "The configured hostname is not valid (\(address.text))"
      return
    }
    guard let port = endpoint.port else {
      request.refusal = "Invalid value for 'jobmanager.rpc.port', which must be 1 to 65535"
      return
    }
    request.leader =
      HostName.isReadByURI(address.text)
      ? .at(host: endpoint.host, port: port)
      : .unreadable(
        reason: "Flink finds no host in the RPC address that it makes of \(endpoint.host)")
  }

  fileprivate func addHost(to request: inout AddressSelectionRequest) {
    guard let host = setting("taskmanager.host") else { return }
    // The image deletes exactly this line of the file that it brings along.
    if deployment == .docker, host.text == "localhost" { return }
    guard let normalized = HostName.normalized(host.text) else {
      request.refusal =
        request.refusal ?? "The configured hostname is not valid (\(host.text))"
      return
    }
    request.configured = plain(normalized)
  }

  /// Read only where an address is looked for.
  fileprivate func addLookupTimeout(to request: inout AddressSelectionRequest) {
    let option = rpcOption("lookup.timeout")
    guard request.configured == nil, let known = OptionCatalogue.option(option, in: version) else {
      return
    }
    let value = setting(option)?.entry.value ?? known.default.map(ConfigurationValue.string)
    guard let value else { return }
    let read = try? OptionValue.check(
      value, against: known, version: version, dialect: reading.dialect)
    guard case .duration(let duration) = read else {
      request.refusal = request.refusal ?? "\(option) is \(value.text), which is no time"
      return
    }
    // A time beyond a year is no other than a year to anyone who waits.
    request.lookupTimeout = .milliseconds(min(duration.milliseconds ?? .max, 31_536_000_000))
  }

  /// By what the scripts hand to the JVM of a process, `jobmanager` or `taskmanager`.
  func javaNetworking(of process: String) -> JavaNetworking {
    let options = [
      setting("env.java.opts.all") ?? setting("env.java.opts"),
      setting("env.java.opts.\(process)"),
    ]
    return JavaNetworking(options: options.compactMap { $0?.text }.joined(separator: " "))
  }
}

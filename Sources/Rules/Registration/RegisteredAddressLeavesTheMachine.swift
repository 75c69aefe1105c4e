package import Diagnosis
import Evidence
import FlinkConfiguration

/// An address of a bridge inside one machine leads nowhere from another.
package struct RegisteredAddressLeavesTheMachine: Rule {
  package static let card = RuleCard(
    id: "FD2404", name: "registered-address-leaves-the-machine", severity: .error,
    title: "A TaskManager would register under no address of a network inside one machine",
    why: """
      Docker, libvirt and their like give each machine a network of its own, mostly the same one on \
      every machine (172.17.0.0/16). A TaskManager that registers under an address of it is found \
      on its own machine alone: everywhere else that address is another container, or nothing.
      """,
    fix: """
      Run the container in the host's network or in one that spans the machines, or write the \
      machine's address into taskmanager.host and publish fixed ports.
      """,
    sources: [
      "org.apache.flink.runtime.net.ConnectionUtils (every interface is tried, none left out)",
      "TaskManagerOptions.HOST",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .node("w1", addresses: "127.0.0.1", "10.0.0.3", "172.17.0.1"),
          .interface("docker0", "172.17.0.1"),
          .registers(.at("172.17.0.1", .localHost), own: "w1", ownAddress: "172.17.0.1"),
        ]),
      .finding(
        "taskmanager.host: ↓172.18.0.1", .warning,
        seen: [
          .node("w1", addresses: "127.0.0.1", "10.0.0.3", "172.18.0.1"),
          .interface("br-0123456789ab", "172.18.0.1"),
          .registers(.at("172.18.0.1", .configured), own: "w1"),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .topology(.several), .deployment(.docker),
          .node("3f2a0b9c8d7e", addresses: "127.0.0.1", "172.17.0.3"),
          .interface("eth0", "172.17.0.3"),
          .registers(
            .at("172.17.0.3", .localHost), own: "3f2a0b9c8d7e", ownAddress: "172.17.0.3",
            jobManager: "10.0.0.1"),
        ]),
      // All of them in one network of Docker.
      .healthy(
        "jobmanager.rpc.address: jobmanager",
        seen: [
          .topology(.several), .deployment(.docker),
          .node("3f2a0b9c8d7e", addresses: "127.0.0.1", "172.18.0.3"),
          .interface("eth0", "172.18.0.3"),
          .registers(
            .at("172.18.0.3", .localHost), own: "3f2a0b9c8d7e", ownAddress: "172.18.0.3",
            jobManager: "172.18.0.2"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.several), .node("w1", addresses: "127.0.0.1", "10.0.0.3", "172.17.0.1"),
          .interface("docker0", "172.17.0.1"), .interface("eth0", "10.0.0.3"),
          .registers(.at("10.0.0.3", .address), own: "w1"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .topology(.single), .node("w1", addresses: "127.0.0.1", "172.17.0.1"),
          .interface("docker0", "172.17.0.1"),
          .registers(.at("172.17.0.1", .localHost), own: "w1", ownAddress: "172.17.0.1"),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let selection = exam.registration,
      let address = selection.now.chosen ?? selection.now.address,
      let severity = exam.severityOfUnreachableTaskManager
    else { return [] }
    let host = selection.now.strategy == .configured ? exam.setting("taskmanager.host") : nil
    if let interface = exam.virtualInterface(of: address) {
      let severity = host == nil ? severity : max(severity, .warning)
      let network = "of \(interface), a network inside this machine"
      return [.inside(exam, host, address, network, severity)]
    }
    guard host == nil, exam.isContainer, isOfDocker(address), let peer = selection.jobManager,
      Host.isIPv4(peer), !isOfDocker(peer), !Host.isLoopback(peer)
    else { return [Verdict(.passed, subject: "address:\(address)")] }
    let network = "of this container's network, in which the JobManager (\(peer)) is not"
    return [.inside(exam, nil, address, network, severity.milder)]
  }

  /// 172.16.0.0/12, from which Docker takes its networks until it has used them up.
  private func isOfDocker(_ address: String) -> Bool {
    let parts = address.split(separator: ".").compactMap { Int($0) }
    return parts.count == 4 && parts[0] == 172 && 16...31 ~= parts[1]
  }
}

extension Examination {
  /// Whether this looks like a container of Docker: by what the user says, or by its name.
  fileprivate var isContainer: Bool {
    let name = evidence.node?.hostname ?? ""
    return deployment == .docker || name.utf8.count == 12 && name.allSatisfy(\.isHexDigit)
  }
}

extension Verdict {
  fileprivate static func inside(
    _ exam: Examination, _ host: Setting?, _ address: String, _ network: String,
    _ severity: Severity
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: host?.subject ?? "address:\(address)",
      message: """
        TaskManagers would register as \(address) from this machine, an address \(network): other \
        machines do not reach it, and get `Connection refused` or no answer.
        """,
      location: host?.location, key: host?.key,
      fix: Fix(
        "taskmanager.host: \(exam.ownAddress ?? "<this machine's address>"), with fixed "
          + "taskmanager.rpc.port and taskmanager.data.port where a container publishes them"),
      explains: [.registersAs(host: address), .taskManagerNotReachable, .heartbeatsLost])
  }
}

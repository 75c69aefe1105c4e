package import Diagnosis
package import Evidence
import FlinkConfiguration

extension Examination {
  /// What was found out about a TaskManager's address here; nil where that is no question.
  ///
  /// A machine that runs other things, and no TaskManager, is not asked.
  package var registration: AddressSelectionEvidence? {
    asksForRegistration ? evidence.addressSelection : nil
  }

  /// Whether a TaskManager may run here that looks for its own address.
  package var asksForRegistration: Bool {
    evidence.node != nil && jobManagerIsNamedByDeployer == nil
      && (runsTaskManager || isOpenToTaskManagers)
  }

  /// Whether a TaskManager surely belongs here: one that failed to start does as well.
  package var runsTaskManager: Bool {
    role == .taskManager || roles.contains(.taskManager)
      || role == nil && workerEntries.contains { isThisNode($0.host) }
  }

  /// Nothing says which machines run TaskManagers, so that this one may.
  private var isOpenToTaskManagers: Bool {
    role == nil && workerEntries.isEmpty && roles != [.client]
  }

  /// How grave it is that others cannot reach a TaskManager of this machine.
  ///
  /// Where nothing says that one runs here, and the JobManager does, it may be the JobManager's
  /// machine alone.
  package var severityOfUnreachableTaskManager: Severity? {
    let isSure = runsTaskManager
    return switch topology {
    case .several: isSure || !isJobManagersMachine ? .error : .warning
    case .unknown: isSure ? .warning : .info
    case .single: nil
    }
  }

  private var isJobManagersMachine: Bool {
    guard let jobManager = evidence.addressSelection?.jobManager else { return false }
    return Host.isLoopback(jobManager) || (evidence.node?.addresses ?? []).contains(jobManager)
  }

  /// What others see when no address of this machine reached the JobManager.
  package var missedJobManager: Set<Symptom> {
    guard let endpoint = jobManagerEndpoint else { return [.jobManagerNotFound] }
    return endpoint.missed.union([.unresolved(host: endpoint.host)])
  }

  /// An address of this machine that others may reach: the one that reaches the JobManager first.
  package var ownAddress: String? {
    let attempts = evidence.addressSelection?.attempts ?? []
    let usable = attempts.filter { $0.outcome != .impossible }.map(\.source)
    return (usable + (evidence.node?.addresses ?? [])).first { address in
      !Host.isLoopback(address) && !address.hasPrefix("fe80:") && !isOfVirtualNetwork(address)
    }
  }

  /// Whether an address belongs to a network that exists on this machine alone.
  ///
  /// The names that Docker, libvirt, LXC and the usual network plugins of Kubernetes give.
  package func isOfVirtualNetwork(_ address: String) -> Bool {
    virtualInterface(of: address) != nil
  }

  package func virtualInterface(of address: String) -> String? {
    (evidence.node?.interfaces ?? []).first { interface in
      interface.addresses.contains(address)
        && ["docker", "virbr", "lxcbr", "lxdbr", "cni", "podman"].contains {
          interface.name.hasPrefix($0)
        } || interface.addresses.contains(address) && interface.isDockerBridge
    }?.name
  }

  /// The line of the hosts file that the own name's address comes from.
  package func ownNameLocation(_ name: String) -> Location? {
    evidence.name(name)?.hostsFileLine.map {
      Location(path: "/etc/hosts", range: TextRange(line: $0, column: 1, length: 1))
    }
  }
}

extension InterfaceEvidence {
  /// `br-` and twelve hexadecimal digits: a network that `docker network create` made.
  fileprivate var isDockerBridge: Bool {
    let digits = name.dropFirst(3)
    return name.hasPrefix("br-") && digits.count == 12 && digits.allSatisfy(\.isHexDigit)
  }
}

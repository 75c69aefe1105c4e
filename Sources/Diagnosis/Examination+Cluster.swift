package import Evidence
import FlinkConfiguration

extension Examination {
  /// The running cluster, where its REST answered as a JobManager.
  package var cluster: ClusterEvidence? {
    evidence.cluster.flatMap { $0.failure == nil ? $0 : nil }
  }

  /// The same examination with the configuration that the JobManager runs with in place of the file.
  ///
  /// nil where that is not known.
  package var asRunning: Examination? {
    var running = shared(\.running) { $0.builtAsRunning }
    // No version is read to build it, so that one serves all.
    running?.judgedVersion = judgedVersion
    running?.reads = reads
    return running
  }

  private var builtAsRunning: Examination? {
    guard let settings = cluster?.configuration else { return nil }
    var running = self
    running.shared = nil
    var configuration = EffectiveConfiguration(
      ConfigurationReading(bytes: [], dialect: reading.dialect, path: reading.path))
    for setting in settings { configuration.setDynamicProperty(setting.key, setting.value) }
    running.configuration = configuration
    return running
  }

  /// A time that is in force in the running JobManager, else by the file that is judged.
  package func runningTime(_ option: String) -> TimeSetting? {
    (asRunning ?? self).time(option)
  }

  /// How the running cluster is deployed, as far as its own configuration tells.
  package var runningDeployment: Deployment {
    guard deployment == .standalone, let running = asRunning else { return deployment }
    return .derive(from: running.configuration)
  }

  /// Whether all processes of the running cluster share one machine, as far as is known.
  ///
  /// A JobManager whose own address is loopback can be reached by those of its machine alone.
  package var runsOnOneMachine: Bool {
    if topology == .single { return true }
    guard let own = cluster?.running("jobmanager.rpc.address") else { return false }
    return Host.isLoopback(own)
  }

  /// Whether this node is one of the cluster's, and not just a place from which it is looked at.
  package var isOfCluster: Bool { !roles.isDisjoint(with: [.jobManager, .taskManager]) }

  /// Where TaskManagers have registered that others must dial, which no configuration tells when the
  /// ports are random or the addresses found by Flink.
  ///
  /// As many as are worth a dial; none that leads every machine to itself.
  package func registeredPorts(_ role: PortRole) -> [PeerPort] {
    let all = (cluster?.taskManagers ?? []).compactMap { taskManager -> PeerPort? in
      let isData = role == .taskManagerData
      guard let host = taskManager.host,
        let port = isData ? taskManager.dataPort : taskManager.rpcPort, 1...65535 ~= port,
        runsOnOneMachine || !Host.isLoopback(host)
      else { return nil }
      return PeerPort(
        role, host: host, SampledPorts(port: port),
        key: isData ? "taskmanager.data.port" : "taskmanager.rpc.port", setting: nil, place: nil)
    }
    return Array(all.prefix(Self.mostRegisteredPorts))
  }

  private static let mostRegisteredPorts = 64
}

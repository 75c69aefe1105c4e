import Diagnosis
import Evidence
import FlinkConfiguration
import Probes
import Rehearsal
import Remoting

/// What the stand-in does, or why there is nothing that it could do.
func rehearsalPlan(
  _ exam: Examination, _ rehearsing: RehearsingOptions, _ options: ExaminingOptions,
  _ machine: MachineEvidence, until deadline: ContinuousClock.Instant
) async -> (plan: RehearsalPlan?, missing: [String]) {
  var missing: [String] = []
  let jobManager = exam.addressOfJobManager(rehearsing.role, &missing)
  let (ports, unread) = exam.portsToPlay(rehearsing.role)
  missing += unread
  let tls = await exam.tlsToPlay(rehearsing.role, &missing)
  guard let jobManager, missing.isEmpty else { return (nil, missing) }
  let schemes = Set(exam.versions.versions.map(RemotingScheme.init(of:)))
  var plan = RehearsalPlan(
    machine: exam.evidence.node?.hostname ?? "localhost", token: rehearsing.token,
    scheme: schemes.count == 1 ? schemes.first : nil, ports: ports, jobManager: jobManager,
    frameSize: exam.frameSize ?? 10_485_760, tls: tls, timeout: options.timeout,
    deadline: deadline, expected: rehearsing.expected, measuresPairs: rehearsing.measuresPairs,
    measuresAllPairs: rehearsing.measuresAllPairs,
    memoryBytes: UInt64(clamping: machine.memoryBytes ?? 0), cpus: UInt64(clamping: machine.cpus))
  plan.java = exam.javaNetworking(of: rehearsing.role.rawValue)
  if rehearsing.role == .taskManager { plan.addressSelection = addressToSelect(exam) }
  if rehearsing.hasRealTiming { plan.heartbeat = exam.heartbeat }
  return (plan, [])
}

extension Examination {
  /// Where the stand-in TaskManagers dial; of a JobManager, what it tells of itself.
  fileprivate func addressOfJobManager(
    _ role: RehearsalEvidence.Role, _ missing: inout [String]
  ) -> (host: String, port: Int)? {
    if let named = jobManagerIsNamedByDeployer {
      missing.append("\(named), so that there is nothing to rehearse by this file")
      return nil
    }
    if let endpoint = jobManagerEndpoint, let port = endpoint.port { return (endpoint.host, port) }
    guard role == .taskManager else {
      return (advertisedJobManager?.address ?? "127.0.0.1", 0)
    }
    missing.append(
      "the configuration does not say where the JobManager is (jobmanager.rpc.address, "
        + "jobmanager.rpc.port)")
    return nil
  }

  /// What this process listens on, and which values Flink would not read.
  fileprivate func portsToPlay(
    _ role: RehearsalEvidence.Role
  ) -> (ports: [RehearsalPlan.Port], unread: [String]) {
    var ports: [RehearsalPlan.Port] = []
    var unread: [String] = []
    for row in portPlan.rows where row.host == nil {
      guard let port = PortRole(row, role) else { continue }
      let wanted = row.ports.description
      switch row.ports {
      case .unreadable(let text): unread.append("Flink does not read \(row.key): \(text)")
      case .random:
        ports.append(
          RehearsalPlan.Port(
            role: port, key: row.key, ports: [], wanted: wanted, bindHost: bindHost(port),
            advertised: advertised(port)))
      case .known(let range):
        ports.append(
          RehearsalPlan.Port(
            role: port, key: row.key,
            ports: Array(range.ranges.joined().prefix(Self.mostPorts)), wanted: wanted,
            bindHost: bindHost(port), advertised: advertised(port)))
      }
    }
    return (ports, unread)
  }

  /// A range of which so many ports are taken has no free one for anybody.
  private static let mostPorts = 1000

  private func bindHost(_ role: PortRole) -> String? {
    let option =
      switch role {
      case .rest: "rest.bind-address"
      case .jobManagerRpc, .blobServer: "jobmanager.bind-host"
      default: "taskmanager.bind-host"
      }
    guard deployment != .kubernetesNative, let text = setting(option)?.text,
      let host = HostName.normalized(text)
    else { return nil }
    return host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
  }

  /// A port behind which another is listened on (`…bind-port`).
  private func advertised(_ role: PortRole) -> Int? {
    let option =
      switch role {
      case .taskManagerRpc: "taskmanager.rpc"
      case .taskManagerData: "taskmanager.data"
      default: "jobmanager.rpc"
      }
    guard role != .blobServer, role != .rest, setting("\(option).bind-port") != nil,
      let port = text("\(option).port").flatMap({ Int($0) }), port > 0
    else { return nil }
    return port
  }

  /// `heartbeat.interval` and `heartbeat.timeout`; Flink looks for silence as often as it beats.
  fileprivate var heartbeat: HeartbeatTimes {
    let interval = Duration.milliseconds(time("heartbeat.interval")?.milliseconds ?? 10_000)
    let timeout = Duration.milliseconds(time("heartbeat.timeout")?.milliseconds ?? 50_000)
    return HeartbeatTimes(
      interval: max(interval, .milliseconds(100)), timeout: max(timeout, .milliseconds(200)),
      sweep: .milliseconds(200))
  }
}

extension PortRole {
  /// The part that a row of the port plan plays for a process; nil for none of the rehearsal's.
  fileprivate init?(_ row: PortPlan.Row, _ role: RehearsalEvidence.Role) {
    switch (role, row.from, row.to) {
    case (.jobManager, .taskManager, .jobManager):
      self = row.key.hasPrefix("blob.") ? .blobServer : .jobManagerRpc
    case (.jobManager, .client, .jobManager): self = .rest
    case (.taskManager, .jobManager, .taskManager) where row.key.hasPrefix("taskmanager.rpc."):
      self = .taskManagerRpc
    case (.taskManager, .taskManager, .taskManager) where row.key.hasPrefix("taskmanager.data."):
      self = .taskManagerData
    default: return nil
    }
  }
}

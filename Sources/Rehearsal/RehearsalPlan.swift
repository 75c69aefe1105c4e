package import Evidence
package import Probes
package import Remoting

/// What a stand-in does on this node: made from the configuration, as Flink would take it.
package struct RehearsalPlan: Sendable {
  /// A port that the stand-in listens on.
  package struct Port: Sendable, Hashable {
    package var role: PortRole
    package var key: String
    /// In the order in which Flink tries them; empty for one of the system's choosing.
    package var ports: [UInt16]
    /// As the configuration has them.
    package var wanted: String
    /// The host to listen on, after Flink's normalisation; nil for every address.
    package var bindHost: String?
    /// The port that is told to others where it is not the one that is listened on.
    package var advertised: Int?

    package init(
      role: PortRole, key: String, ports: [UInt16], wanted: String, bindHost: String? = nil,
      advertised: Int? = nil
    ) {
      self.role = role
      self.key = key
      self.ports = ports
      self.wanted = wanted
      self.bindHost = bindHost
      self.advertised = advertised
    }
  }

  package var machine: String
  package var token: RehearsalToken
  package var scheme: RemotingScheme?
  package var ports: [Port]
  /// Where TaskManagers find the JobManager; IPv6 without brackets.
  package var jobManager: (host: String, port: Int)
  /// How a TaskManager finds its address; nil for a JobManager.
  package var addressSelection: AddressSelectionRequest?
  package var heartbeat: HeartbeatTimes
  /// `akka.framesize` or `pekko.framesize`, cut at `mostFrame`.
  package var frameSize: Int
  package var tls: RehearsalTLS
  /// For one dial.
  package var timeout: Duration
  package var deadline: ContinuousClock.Instant
  /// How many TaskManagers are waited for; nil to go on until the deadline.
  package var expected: Int?
  package var measuresPairs: Bool
  package var measuresAllPairs: Bool
  package var memoryBytes: UInt64
  package var cpus: UInt64
  /// Which addresses the process of Flink would see here, and in which order.
  package var java = JavaNetworking()

  /// What one node keeps of one frame while it sends it.
  package static let mostFrame = 32 << 20

  package init(
    machine: String, token: RehearsalToken, scheme: RemotingScheme?, ports: [Port],
    jobManager: (host: String, port: Int), addressSelection: AddressSelectionRequest? = nil,
    heartbeat: HeartbeatTimes = .rehearsal, frameSize: Int = 10_485_760,
    tls: RehearsalTLS = .off, timeout: Duration = .seconds(3),
    deadline: ContinuousClock.Instant, expected: Int? = nil, measuresPairs: Bool = true,
    measuresAllPairs: Bool = false, memoryBytes: UInt64 = 0, cpus: UInt64 = 0
  ) {
    self.machine = machine
    self.token = token
    self.scheme = scheme
    self.ports = ports
    self.jobManager = jobManager
    self.addressSelection = addressSelection
    self.heartbeat = heartbeat
    self.frameSize = min(max(frameSize, 0), Self.mostFrame)
    self.tls = tls
    self.timeout = timeout
    self.deadline = deadline
    self.expected = expected
    self.measuresPairs = measuresPairs
    self.measuresAllPairs = measuresAllPairs
    self.memoryBytes = memoryBytes
    self.cpus = cpus
  }
}

/// How often heartbeats are sent, after which silence a TaskManager is lost, how often it is looked.
package struct HeartbeatTimes: Sendable, Hashable {
  package var interval: Duration
  package var timeout: Duration
  package var sweep: Duration

  package init(interval: Duration, timeout: Duration, sweep: Duration) {
    self.interval = interval
    self.timeout = timeout
    self.sweep = sweep
  }

  /// Quicker than Flink's, so that nobody waits a minute for a TaskManager to be lost.
  package static let rehearsal = HeartbeatTimes(
    interval: .seconds(3), timeout: .seconds(6), sweep: .seconds(3))
}

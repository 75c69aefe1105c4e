/// What a rehearsal of the cluster showed, as one of its stand-ins saw it.
package struct RehearsalEvidence: Sendable, Hashable, Codable {
  package enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    case jobManager = "jobmanager"
    case taskManager = "taskmanager"
  }

  /// Why it is over.
  package enum Ending: String, Sendable, Hashable, Codable, CaseIterable {
    /// All who were waited for are in, and every path that was to be measured is.
    case complete
    /// Whoever started it stopped it.
    case interrupted
    case deadline
    /// The JobManager said that it is over.
    case dismissed
    /// It did not begin: something of this node or of a real cluster stands in the way.
    case notStarted = "not-started"
  }

  package var role: Role
  /// This node's host name.
  package var machine: String
  package var ending: Ending
  package var durationMs: Double
  /// How many TaskManagers were waited for; nil when none were.
  package var expected: Int?
  package var heartbeatIntervalMs: Double
  package var heartbeatTimeoutMs: Double
  /// Signs of a real cluster, for which it did not begin.
  package var obstacles: [String]
  /// The ports of this node's stand-in.
  package var listeners: [RehearsedListener]
  /// In the order of their registration; for a TaskManager itself alone.
  package var taskManagers: [RehearsedTaskManager]
  package var paths: [RehearsedPath]
  /// Who came that is none of the rehearsal's.
  package var visitors: [RehearsalVisitor]
  /// Whether there were more pairs of TaskManagers than were measured.
  package var isSampled: Bool

  package init(role: Role, machine: String, ending: Ending = .complete) {
    self.role = role
    self.machine = machine
    self.ending = ending
    durationMs = 0
    heartbeatIntervalMs = 3000
    heartbeatTimeoutMs = 6000
    obstacles = []
    listeners = []
    taskManagers = []
    paths = []
    visitors = []
    isSampled = false
  }
}

/// A port of the stand-in.
package struct RehearsedListener: Sendable, Hashable, Codable {
  package var role: PortRole
  /// The option that decides the port.
  package var key: String
  /// The address that it listens on; `0.0.0.0` stands for all.
  package var address: String
  /// The ports that were to be had, as the configuration has them.
  package var wanted: String
  /// The one that it got; nil when there was none.
  package var port: Int?
  /// The system's words, and who holds the port.
  package var error: String?

  package init(
    role: PortRole, key: String, address: String, wanted: String, port: Int? = nil,
    error: String? = nil
  ) {
    self.role = role
    self.key = key
    self.address = address
    self.wanted = wanted
    self.port = port
    self.error = error
  }
}

/// A stand-in TaskManager that registered.
package struct RehearsedTaskManager: Sendable, Hashable, Codable {
  package enum State: String, Sendable, Hashable, Codable, CaseIterable {
    case present
    /// Declared lost: no heartbeat within the timeout.
    case lost
    /// It took its leave.
    case left
  }

  /// Its machine's host name.
  package var machine: String
  /// The address that its registration came from.
  package var from: String
  /// Under which it registered.
  package var host: String
  package var rpcPort: Int
  package var dataPort: Int
  /// `RegisteredAddress.Strategy`, and why this address.
  package var strategy: String
  package var reason: String
  package var memoryBytes: Int64
  package var cpus: Int
  package var state: State
  package var heartbeats: Int
  package var timesLost: Int
  /// What the JobManager's machine makes of `host`; the first is Java's.
  package var addresses: [String]
  /// Why there is none.
  package var resolution: String?

  package init(
    machine: String, from: String, host: String, rpcPort: Int, dataPort: Int,
    strategy: String = "", reason: String = "", memoryBytes: Int64 = 0, cpus: Int = 0,
    state: State = .present, heartbeats: Int = 0, timesLost: Int = 0, addresses: [String] = [],
    resolution: String? = nil
  ) {
    self.machine = machine
    self.from = from
    self.host = host
    self.rpcPort = rpcPort
    self.dataPort = dataPort
    self.strategy = strategy
    self.reason = reason
    self.memoryBytes = memoryBytes
    self.cpus = cpus
    self.state = state
    self.heartbeats = heartbeats
    self.timesLost = timesLost
    self.addresses = addresses
    self.resolution = resolution
  }
}

/// Somebody at a port of the stand-in who is none of the rehearsal's.
package struct RehearsalVisitor: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A real actor system of Flink.
    case flink
    /// A stand-in with another token.
    case wrongToken
    /// A stand-in of another version of flinkdoctor, or one that takes this one for a JobManager.
    case otherStandIn
    case stranger
  }

  package var kind: Kind
  package var from: String
  package var words: String
  package var count: Int

  package init(kind: Kind, from: String, words: String, count: Int = 1) {
    self.kind = kind
    self.from = from
    self.words = words
    self.count = count
  }
}

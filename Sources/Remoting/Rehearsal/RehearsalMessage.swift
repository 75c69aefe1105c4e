/// What the stand-ins of a rehearsal say to each other, in frames of remoting.
package enum RehearsalMessage: Sendable, Hashable {
  /// The dialer says who it is and what it came for.
  case hello(version: UInt64, RehearsalIdentity, nonce: UInt64, RehearsalPurpose)
  case challenge(RehearsalIdentity, nonce: UInt64)
  /// The dialer has the token.
  case proof([UInt8])
  /// The acceptor has it too.
  case welcome([UInt8])
  case refused(RehearsalRefusal)

  case register(RehearsalRegistration)
  /// `interval` is the heartbeat's, in milliseconds; a blob port of 0 is none.
  case registered(interval: UInt64, blobPort: UInt64)
  case heartbeat(UInt64)
  case heartbeatAnswer(UInt64)
  /// The JobManager has declared the TaskManager lost; it must register again.
  case unknownTaskManager
  case dial(RehearsalDial)
  case dialled(RehearsalPath)
  /// The rehearsal is over.
  case ended
  /// This TaskManager goes.
  case leaving

  /// `sent` is the sender's time of day in microseconds since 1970; the padding comes back.
  case ping(sequence: UInt64, sent: UInt64, padding: Int)
  case pong(sequence: UInt64, sent: UInt64, received: UInt64, answered: UInt64, padding: Int)
  /// A frame too large to be looked at came through, with so many bytes.
  case bulkTaken(UInt64)
  /// What the sender has against the receiver's certificate: Flink would have broken off.
  case distrust(RehearsalDistrust)
  case unknown

  /// What both ends must have in common.
  package static let version: UInt64 = 1
}

/// Who stands at one end.
package struct RehearsalIdentity: Sendable, Hashable {
  package enum Role: UInt64, Sendable, Hashable {
    case jobManager = 1
    case taskManager = 2
  }

  package var role: Role
  /// New for each process, so that two stand-ins are never taken for one.
  package var id: UInt64
  /// The name of its machine, for people.
  package var machine: String

  package init(role: Role, id: UInt64, machine: String) {
    self.role = role
    self.id = id
    self.machine = machine
  }
}

/// What a connection is for.
package enum RehearsalPurpose: UInt64, Sendable, Hashable {
  /// A TaskManager stays with its JobManager.
  case register = 1
  /// One path is measured.
  case measure = 2
}

package enum RehearsalRefusal: UInt64, Sendable, Hashable {
  case wrongToken = 1
  case otherVersion = 2
  /// It registers where no JobManager is.
  case notJobManager = 3
  case full = 4
  /// One of the two does not trust the other's certificate.
  case distrusted = 5
}

/// What a TaskManager tells of itself.
package struct RehearsalRegistration: Sendable, Hashable {
  /// Under which others shall reach it.
  package var host: String
  package var rpcPort: UInt64
  package var dataPort: UInt64
  /// Why this address, in the words of Flink's search.
  package var strategy: String
  package var reason: String
  package var memoryBytes: UInt64
  package var cpus: UInt64

  package init(
    host: String, rpcPort: UInt64, dataPort: UInt64, strategy: String = "", reason: String = "",
    memoryBytes: UInt64 = 0, cpus: UInt64 = 0
  ) {
    self.host = host
    self.rpcPort = rpcPort
    self.dataPort = dataPort
    self.strategy = strategy
    self.reason = reason
    self.memoryBytes = memoryBytes
    self.cpus = cpus
  }
}

/// An order to a TaskManager: measure the path to this port of another node.
package struct RehearsalDial: Sendable, Hashable {
  package var order: UInt64
  /// Who must answer there.
  package var target: UInt64
  /// The name and the address that the JobManager made of it, which is what Flink hands on.
  package var host: String
  package var address: String
  package var port: UInt64
  /// Whether Flink takes this address of the name, or it is measured for comparison.
  package var isFlinks: Bool

  package init(
    order: UInt64, target: UInt64, host: String, address: String, port: UInt64,
    isFlinks: Bool = true
  ) {
    self.order = order
    self.target = target
    self.host = host
    self.address = address
    self.port = port
    self.isFlinks = isFlinks
  }
}

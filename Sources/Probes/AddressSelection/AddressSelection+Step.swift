package import Evidence
package import Sockets

extension AddressSelection {
  /// What TaskManagers know of the JobManager that leads.
  package enum Leader: Sendable, Hashable {
    /// Nothing yet: high availability has to tell.
    case unknown
    /// nil is the address of a name that has none.
    case found(IPAddress?, isNew: Bool)

    /// From the configuration, which is there at once.
    package static func known(_ address: IPAddress?) -> Self { .found(address, isNew: true) }
  }

  /// What the driver does next; then it calls `next` again.
  package enum Step: Sendable, Hashable {
    case waitForLeader(atMost: Duration)
    /// Bind a socket to `from`, connect it to the JobManager, close it.
    case connect(from: IPAddress, within: Duration)
    case pause(Duration)
    case end(Outcome)
  }

  package enum Outcome: Sendable, Hashable {
    /// `isLocalHost`: it is the own name's, so that nobody looks its name up.
    case chosen(IPAddress, isLocalHost: Bool, RegisteredAddress.Strategy)
    /// `UnknownHostException` of the own host name: the TaskManager ends.
    case noLocalHost
    /// `SocketException: No network interfaces configured`: the TaskManager ends.
    case noInterface
  }

  /// One try to connect.
  package struct Trial: Sendable, Hashable {
    package let strategy: RegisteredAddress.Strategy
    package let source: IPAddress
    package let connected: Bool
  }

  enum State: Sendable, Hashable {
    case beginning
    case waitingForLeader
    case trying(RegisteredAddress.Strategy, at: Int, from: IPAddress)
    case preferring(over: IPAddress, RegisteredAddress.Strategy)
    case pausing
    case ended(Outcome)
  }
}

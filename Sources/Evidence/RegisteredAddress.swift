/// What a TaskManager would register under, or why none would start.
package struct RegisteredAddress: Sendable, Hashable, Codable {
  /// How Flink came to it, by the names of its own strategies.
  package enum Strategy: String, Sendable, Hashable, Codable, CaseIterable {
    /// `taskmanager.host`.
    case configured = "CONFIGURED"
    case localHost = "LOCAL_HOST"
    case address = "ADDRESS"
    case fastConnect = "FAST_CONNECT"
    case slowConnect = "SLOW_CONNECT"
    /// No address reached the JobManager in time.
    case heuristic = "HEURISTIC"
    /// No TaskManager starts.
    case fails = "FAILS"
    /// It depends on what could not be told here.
    case unknown = "UNKNOWN"
  }

  /// Why no TaskManager starts.
  package enum Failure: String, Sendable, Hashable, Codable {
    /// The configuration is refused before any address is looked for.
    case configuration
    /// The own host name has no address.
    case ownName
    /// No interface has an address.
    case noInterface
    /// `taskmanager.bind-host` is not to be listened on here.
    case bindHost
    /// `taskmanager.network.bind-policy` is no policy.
    case bindPolicy
  }

  /// As it stands in the registration: lower case, IPv6 short and without brackets; nil when no
  /// TaskManager starts or it is not known.
  package var address: String?
  /// The name that goes with it; that of the address itself where it has none.
  package var hostname: String?
  /// The address that was chosen, also where its name is registered.
  package var chosen: String?
  package var strategy: Strategy
  /// nil but where the strategy is `fails`.
  package var failure: Failure?
  /// The chain of tries that led there, as a sentence.
  package var reason: String

  package init(
    address: String?, hostname: String? = nil, chosen: String? = nil, strategy: Strategy,
    failure: Failure? = nil, reason: String
  ) {
    self.address = address
    self.hostname = hostname
    self.chosen = chosen
    self.strategy = strategy
    self.failure = failure
    self.reason = reason
  }
}

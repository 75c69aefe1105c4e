/// Under which address a TaskManager would register from this node, and how it comes to it.
package struct AddressSelectionEvidence: Sendable, Hashable, Codable {
  /// One try to reach the JobManager from one address of this node.
  package struct Attempt: Sendable, Hashable, Codable {
    package enum Outcome: String, Sendable, Hashable, Codable {
      case connected
      /// The peer's machine said no: it is reached from this address, and nothing listens there.
      case refused
      /// No answer within Flink's longest time for a try.
      case silent
      /// From this address the system does not even try, or a router says no.
      case impossible
    }

    package var source: String
    package var outcome: Outcome
    /// The system's words for what went wrong.
    package var error: String?
    package var durationMs: Double

    package init(
      source: String, outcome: Outcome, error: String? = nil, durationMs: Double = 0
    ) {
      self.source = source
      self.outcome = outcome
      self.error = error
      self.durationMs = durationMs
    }
  }

  /// What `InetAddress.getLocalHost()` gives: the own host name and what it resolves to.
  package struct LocalHost: Sendable, Hashable, Codable {
    package var name: String
    /// nil when the name has no address, which no TaskManager survives that looks for its own.
    package var address: String?

    package init(name: String, address: String?) {
      self.name = name
      self.address = address
    }
  }

  /// What the TaskManager does as things stand.
  package var now: RegisteredAddress
  /// What it would do if the JobManager answered; nil where its address is not known.
  package var ifUp: RegisteredAddress?
  /// What it would do if nothing answered for the whole of `lookup.timeout`.
  package var ifDown: RegisteredAddress?
  package var localHost: LocalHost
  /// The JobManager's address that Java takes; nil when its name has none or is not known.
  package var jobManager: String?
  /// One per address of this node, in the order in which Flink would come to them.
  package var attempts: [Attempt]

  package init(
    now: RegisteredAddress, ifUp: RegisteredAddress? = nil, ifDown: RegisteredAddress? = nil,
    localHost: LocalHost, jobManager: String? = nil, attempts: [Attempt] = []
  ) {
    self.now = now
    self.ifUp = ifUp
    self.ifDown = ifDown
    self.localHost = localHost
    self.jobManager = jobManager
    self.attempts = attempts
  }
}

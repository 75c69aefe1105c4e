package import Diagnosis
package import LogReading
package import Probes

/// What the user says about a configuration and its surroundings.
package struct ExaminingOptions: Sendable {
  /// nil leaves it to the files.
  package var deployment: Deployment?
  /// nil leaves it to the files and to what was measured.
  package var topology: Topology?
  package var role: Role?
  /// Where the leading JobManager is; nil leaves it to the files.
  package var leader: LeaderAddress?
  package var expectation: Expectation
  package var firewall: Bool
  /// Opens no socket and looks at no host.
  package var isStatic: Bool
  /// For one probe.
  package var timeout: Duration
  /// For all probes together.
  package var deadline: Duration
  /// Laid over the file as Flink's `-D`, in this order.
  package var settings: [(key: String, value: String)]
  /// Asked for the time; empty: those that this machine's own clock daemons are configured with.
  package var timeServers: [TimeServer]
  /// The text of `FLINK_PROPERTIES`, as the Docker image applies it; nil applies none.
  package var properties: String?
  /// What is searched for in the logs of this node's Flink; none leaves them unread.
  package var logPatterns: [LogPattern] = []

  package init(
    deployment: Deployment? = nil, topology: Topology? = nil, role: Role? = nil,
    leader: LeaderAddress? = nil,
    expectation: Expectation = .up, firewall: Bool = false, isStatic: Bool = true,
    timeout: Duration = .seconds(3), deadline: Duration = .seconds(15),
    settings: [(key: String, value: String)] = [], properties: String? = nil,
    timeServers: [TimeServer] = []
  ) {
    self.deployment = deployment
    self.topology = topology
    self.role = role
    self.leader = leader
    self.expectation = expectation
    self.firewall = firewall
    self.isStatic = isStatic
    self.timeout = timeout
    self.deadline = deadline
    self.settings = settings
    self.properties = properties
    self.timeServers = timeServers
  }
}

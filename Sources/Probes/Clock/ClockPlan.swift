/// Which clocks are to be read.
package struct ClockPlan: Sendable, Hashable {
  /// A REST endpoint whose clock is the JobManager's.
  package struct Endpoint: Sendable, Hashable {
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  package var timeServers: [TimeServer]
  package var endpoints: [Endpoint]

  package init(timeServers: [TimeServer] = [], endpoints: [Endpoint] = []) {
    self.timeServers = timeServers
    self.endpoints = endpoints
  }
}

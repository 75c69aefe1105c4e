/// A cluster whose REST endpoint is asked, and how much of it.
package struct ClusterTarget: Sendable, Hashable {
  /// How much is asked for.
  package enum Extent: Sendable, Hashable {
    /// The clock of each endpoint.
    case clocks
    /// Only what changes, since it is asked again and again.
    case glance
    case all
  }

  /// All are asked; the first that answers as a JobManager counts.
  package var endpoints: [RESTEndpoint]
  package var trust: RESTTrust
  package var extent = Extent.all
  /// How long collections are watched; nil for not at all.
  package var garbageWindow: Duration?
  /// The logs are read through REST as well.
  package var readsLogs: Bool
  /// Bytes that are read of one log, from its end where it is longer.
  package var mostOfOneLog: Int
  package var dumpsThreads: Bool
  /// A variable of the environment that names a proxy, which nobody uses here.
  package var ignoredProxy: String?

  package init(
    _ endpoints: [RESTEndpoint], trust: RESTTrust = RESTTrust(), garbageWindow: Duration? = nil,
    readsLogs: Bool = false, mostOfOneLog: Int = 64 << 20, dumpsThreads: Bool = false,
    ignoredProxy: String? = nil
  ) {
    self.endpoints = endpoints
    self.trust = trust
    self.garbageWindow = garbageWindow
    self.readsLogs = readsLogs
    self.mostOfOneLog = mostOfOneLog
    self.dumpsThreads = dumpsThreads
    self.ignoredProxy = ignoredProxy
  }
}

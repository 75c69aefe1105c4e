/// A cluster as the REST endpoint of its JobManager shows it.
///
/// All times are milliseconds since 1970 by the JobManager's clock unless they say otherwise.
package struct ClusterEvidence: Sendable, Hashable, Codable {
  /// What was asked, without user and password: `http://jm1:8081`, with a path behind a proxy.
  package var url: String
  package var host: String
  package var port: Int
  /// The user named it; else it follows from a configuration, whose own rules judge whether the port
  /// is reached.
  package var isAsked = false
  /// The address that was dialled; nil where the name has none.
  package var address: String?
  /// Why it does not answer as a JobManager; nil where it does.
  package var failure: RESTFailure?
  /// Where redirects led, in order.
  package var redirects: [String] = []
  /// The variable of the environment that names a proxy, which was not used.
  package var ignoredProxy: String?

  /// `1.20.5`, as `/config` has it.
  package var version: String?
  /// `bfd0f20 @ 2021-07-23T05:52:23+02:00`.
  package var revision: String?
  package var overview: ClusterOverview?
  /// The running configuration of the JobManager, with secrets masked.
  package var configuration: [ClusterSetting]?
  /// By id; nil when they could not be read.
  package var taskManagers: [ClusterTaskManager]?
  /// Those that are not over, and those that failed of late; nil when they could not be read.
  package var jobs: [ClusterJob]?
  /// Jobs beyond the bound, of which no more than the state is known.
  package var jobsLeftOut = 0
  /// What the JobManager's own JVM measures; nil when its metrics did not come in time.
  package var jobManager: JVMEvidence?
  /// What collections took over a window; nil when none was asked for.
  package var window: GarbageWindow?
  /// A dump of each process; nil when none was asked for.
  package var threads: [ThreadsEvidence]?
  /// Single paths that could not be read though the rest could.
  package var failures: [RESTFailure] = []
  /// What the logs read through REST came from; nil when they were not asked for.
  package var logs: ClusterLogs?

  /// When it was looked at, by this machine's clock.
  package var observedAtMs: Int64
  /// How far the JobManager's clock is ahead of this machine's; nil when nothing tells.
  package var clock: ClockOffset?
  /// Requests that were sent.
  package var requests = 0
  package var durationMs = 0.0

  package init(url: String, host: String, port: Int, observedAtMs: Int64 = 0) {
    self.url = url
    self.host = host
    self.port = port
    self.observedAtMs = observedAtMs
  }

  /// What the JobManager's clock showed when it was looked at, and how far that may be wrong.
  package var nowMs: (ms: Double, errorMs: Double)? {
    clock.map { (Double(observedAtMs) + $0.ms, $0.errorMs) }
  }

  /// Whether a job failed within the last ten minutes; what failed longer ago is known to whoever
  /// cares.
  package func isFresh(_ job: ClusterJob) -> Bool {
    job.endedMs.map { likelyNowMs - $0 < 600_000 } ?? true
  }

  /// The same, or this machine's time where nothing tells the JobManager's: for what is counted in
  /// minutes.
  package var likelyNowMs: Int64 { nowMs.map { Int64($0.ms) } ?? observedAtMs }

  /// A value of the running configuration.
  package func running(_ key: String) -> String? {
    configuration?.last { $0.key == key }?.value
  }
}

/// What `/overview` counts.
package struct ClusterOverview: Sendable, Hashable, Codable {
  package var taskManagers: Int
  package var slots: Int
  package var freeSlots: Int
  package var running: Int
  package var finished: Int
  package var cancelled: Int
  package var failed: Int

  package init(
    taskManagers: Int, slots: Int, freeSlots: Int, running: Int = 0, finished: Int = 0,
    cancelled: Int = 0, failed: Int = 0
  ) {
    self.taskManagers = taskManagers
    self.slots = slots
    self.freeSlots = freeSlots
    self.running = running
    self.finished = finished
    self.cancelled = cancelled
    self.failed = failed
  }
}

/// An entry of `/jobmanager/config`.
package struct ClusterSetting: Sendable, Hashable, Codable {
  package var key: String
  package var value: String

  package init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }
}

/// Which logs were read through REST.
package struct ClusterLogs: Sendable, Hashable, Codable {
  package struct File: Sendable, Hashable, Codable {
    /// `jobmanager/flink-root-….log`, or a TaskManager's id in place of the first word.
    package var path: String
    /// As the cluster lists it.
    package var bytes: Int
    package var failure: RESTFailure?

    package init(path: String, bytes: Int, failure: RESTFailure? = nil) {
      self.path = path
      self.bytes = bytes
      self.failure = failure
    }
  }

  package var files: [File]

  package init(files: [File] = []) { self.files = files }
}

/// What a JobManager's or TaskManager's JVM measures of itself, as Flink's metrics have it.
package struct JVMEvidence: Sendable, Hashable, Codable {
  /// Bytes; a maximum that is -1 is none.
  package var heapUsed: Int64?
  package var heapMax: Int64?
  package var metaspaceUsed: Int64?
  package var metaspaceMax: Int64?
  /// All collectors together, since the JVM started.
  package var collections: Int?
  package var collectionTimeMs: Int64?

  package init(
    heapUsed: Int64? = nil, heapMax: Int64? = nil, metaspaceUsed: Int64? = nil,
    metaspaceMax: Int64? = nil, collections: Int? = nil, collectionTimeMs: Int64? = nil
  ) {
    self.heapUsed = heapUsed
    self.heapMax = heapMax
    self.metaspaceUsed = metaspaceUsed
    self.metaspaceMax = metaspaceMax
    self.collections = collections
    self.collectionTimeMs = collectionTimeMs
  }
}

/// What garbage collections took of the processes' time over several updates of their metrics.
package struct GarbageWindow: Sendable, Hashable, Codable {
  /// One process between the first and the last update that was seen.
  package struct Process: Sendable, Hashable, Codable {
    /// `jobmanager`, a TaskManager's id, or `taskmanagers` for all of them together.
    package var name: String
    /// How many processes the figures add up.
    package var count: Int
    package var collections: Int
    package var timeMs: Int64
    /// The longest pause took no longer: all that was collected between two updates.
    package var longestAtMostMs: Int64
    /// Updates of the metrics that were seen.
    package var updates: Int

    package init(
      name: String, count: Int = 1, collections: Int, timeMs: Int64, longestAtMostMs: Int64,
      updates: Int
    ) {
      self.name = name
      self.count = count
      self.collections = collections
      self.timeMs = timeMs
      self.longestAtMostMs = longestAtMostMs
      self.updates = updates
    }
  }

  /// From the first sample to the last.
  package var durationMs: Double
  /// How often the JobManager fetches the metrics (`metrics.fetcher.update-interval`).
  package var updateIntervalMs: Int64
  package var processes: [Process]

  package init(durationMs: Double, updateIntervalMs: Int64, processes: [Process] = []) {
    self.durationMs = durationMs
    self.updateIntervalMs = updateIntervalMs
    self.processes = processes
  }

  /// Two updates at least, so that a change can be told from a value that was not fetched anew.
  package var isTelling: Bool { processes.contains { $0.updates >= 2 } }
}

/// What was read from the logs of one cluster: lines that matter, in the order of time.
///
/// All times are milliseconds since 1970, on one clock: UTC where `zone` is known, else the wall
/// clock of the logs taken for UTC. Whoever compares two of them need not care which.
package struct LogEvidence: Sendable, Hashable, Codable {
  /// In the order in which they were given; events name one by its place here.
  package var files: [LogFileEvidence]
  /// By time, then file, then line; without a time, where its neighbours in the file are.
  package var events: [LogEvent]
  /// Stretches in which a log that was being written says nothing.
  package var silences: [LogSilence]
  /// Garbage collections, from logs of Java 8 to 21.
  package var collections: [GarbageCollectionEvidence]
  /// How far the clocks of two files are apart.
  package var skews: [LogSkew]
  /// What others say of why a process died: Kubernetes, Docker, YARN, the kernel.
  package var deaths: [DeathEvidence]
  /// Minutes east of UTC in which the logs were written; nil when nothing tells.
  package var zone: Int?
  /// How `zone` is known: `--tz`, a stamp with a zone, or a checkpoint's own time.
  package var zoneSource: String?
  /// Events that were found and not kept, to bound the memory.
  package var dropped: Int

  package init(
    files: [LogFileEvidence] = [], events: [LogEvent] = [], silences: [LogSilence] = [],
    collections: [GarbageCollectionEvidence] = [], skews: [LogSkew] = [],
    deaths: [DeathEvidence] = [], zone: Int? = nil, zoneSource: String? = nil, dropped: Int = 0
  ) {
    self.files = files
    self.events = events
    self.silences = silences
    self.collections = collections
    self.skews = skews
    self.deaths = deaths
    self.zone = zone
    self.zoneSource = zoneSource
    self.dropped = dropped
  }

  /// The events of a signature (`FD7001`) or of a landmark, in the order of time.
  package func events(_ id: String) -> [LogEvent] { events.filter { $0.ids.contains(id) } }

  package func events(_ landmark: LogLandmark) -> [LogEvent] { events(landmark.rawValue) }

  package func file(of event: LogEvent) -> LogFileEvidence { files[event.file] }

  /// The run of the process that wrote an event; nil before the first line of its file.
  package func run(of event: LogEvent) -> LogRun? {
    files[event.file].runs.last { $0.firstLine <= event.line }
  }
}

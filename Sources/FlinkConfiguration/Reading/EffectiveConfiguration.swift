/// What Flink sees in the end: the file, and over it the layers that come with the process.
///
/// The order is Flink's (`GlobalConfiguration.loadConfiguration`): the file, then `-D` pairs, then
/// `--host` and `--webui-port` of the JobManager. The docker image adds its own: it edits the file,
/// and applies `FLINK_PROPERTIES`.
package struct EffectiveConfiguration: Sendable {
  /// Every pair of every layer, in the order in which they are applied.
  package private(set) var entries: [ConfigurationEntry]
  private var last: [String: Int]

  /// The file, and over it `-D` pairs.
  package init(
    _ file: ConfigurationReading? = nil, settings: [(key: String, value: String)] = []
  ) {
    entries = file?.entries ?? []
    last = [:]
    last.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() { last[entry.key] = index }
    for (key, value) in settings { setDynamicProperty(key, value) }
  }

  /// Lays a pair over everything so far.
  package mutating func set(_ entry: ConfigurationEntry) {
    last[entry.key] = entries.count
    entries.append(entry)
  }

  /// A `-D key=value` of a start script, or `--set`: the text is stored raw, quotes included, and an
  /// empty one is a value.
  package mutating func setDynamicProperty(_ key: String, _ value: String) {
    set(ConfigurationEntry(key: key, value: .string(value), origin: .dynamicProperty))
  }

  /// `--host` of `jobmanager.sh start`, which wins over everything
  /// (`ClusterEntrypoint.loadConfiguration`).
  package mutating func setHost(_ host: String) {
    set(
      ConfigurationEntry(
        key: "jobmanager.rpc.address", value: .string(host), origin: .commandLine))
  }

  package subscript(key: String) -> ConfigurationEntry? {
    last[key].map { entries[$0] }
  }

  /// The pairs that hold, in the order in which they were applied.
  package var effective: [ConfigurationEntry] {
    entries.indices.lazy.filter { last[entries[$0].key] == $0 }.map { entries[$0] }
  }
}

/// Which file of a configuration folder a Flink reads, and which it never opens.
///
/// From `GlobalConfiguration.loadConfiguration(configDir, dynamicProperties)`: up to 1.18 one name
/// only; 1.19 and 1.20 look for `flink-conf.yaml` first and do not merge; 2.0 knows `config.yaml`
/// alone.
package struct ConfigurationFileChoice: Sendable, Hashable {
  /// What Flink opens; nil when it refuses to start for want of a file.
  package let read: Dialect?
  /// Files that lie there and have no effect.
  package let ignored: [Dialect]
  /// The name in Flink's complaint, when there is nothing to read.
  package let missing: Dialect?

  package init(fileNames: some Sequence<String>, version: FlinkVersion) {
    let present = Set(fileNames.compactMap { Dialect(fileName: $0) })
    let order = Self.order(of: version)
    read = order.first { present.contains($0) }
    ignored = Dialect.allCases.filter { [read] in present.contains($0) && $0 != read }
    missing = read == nil ? order.last : nil
  }

  /// The names that a Flink tries, first to last.
  private static func order(of version: FlinkVersion) -> [Dialect] {
    if version < FlinkVersion(1, 19) { return [.flat] }
    if version < FlinkVersion(2, 0) { return [.flat, .standard] }
    return [.standard]
  }

  /// Flink's own words for a folder without a file that it reads (`IllegalConfigurationException`).
  package func complaint(folder: String) -> String? {
    guard let missing else { return nil }
    let file = folder.hasSuffix("/") ? folder + missing.fileName : "\(folder)/\(missing.fileName)"
    return "The Flink config file '\(file)' (\(file)) does not exist."
  }
}

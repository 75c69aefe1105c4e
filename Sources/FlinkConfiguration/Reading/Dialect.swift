/// The two languages in which Flink reads a configuration file; the file's name decides.
///
/// - `flat`: the line parser of `flink-conf.yaml`, the only one up to 1.18 and still there in 1.19
///   and 1.20 (`GlobalConfiguration.loadLegacyYAMLResource`).
/// - `standard`: YAML 1.2 through snakeyaml-engine, for `config.yaml`, from 1.19
///   (`YamlParserUtils.loadYamlFile`).
package enum Dialect: String, Sendable, Hashable, Codable, CaseIterable {
  case flat, standard

  package init?(fileName: some StringProtocol) {
    switch fileName {
    case "flink-conf.yaml": self = .flat
    case "config.yaml": self = .standard
    default: return nil
    }
  }

  /// The one name under which Flink opens a file of this dialect.
  package var fileName: String {
    switch self {
    case .flat: "flink-conf.yaml"
    case .standard: "config.yaml"
    }
  }

  /// The Flink versions that read this dialect.
  package var versions: FlinkVersionRange {
    switch self {
    case .flat: FlinkVersionRange(from: .oldest, to: FlinkVersion(1, 20))
    case .standard: FlinkVersionRange(from: FlinkVersion(1, 19), to: .newest)
    }
  }
}

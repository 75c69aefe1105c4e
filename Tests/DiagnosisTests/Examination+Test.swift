import Diagnosis
import FlinkConfiguration

extension Examination {
  /// A flat file of these lines, and nothing around it.
  static func of(_ text: String, versions: String = "1.18") -> Examination {
    let versions = FlinkVersionRange(versions) ?? .all
    let reading = ConfigurationReading(
      bytes: Array(text.utf8), dialect: .flat, path: "conf/flink-conf.yaml")
    return Examination(
      version: versions.from, versions: versions, reading: reading,
      configuration: EffectiveConfiguration(reading))
  }
}

extension RuleCard {
  /// A page with nothing on it.
  static func plain(_ id: String) -> RuleCard {
    RuleCard(
      id: id, name: id.lowercased(), severity: .error, title: id, why: "", fix: "", sources: [],
      examples: [])
  }
}

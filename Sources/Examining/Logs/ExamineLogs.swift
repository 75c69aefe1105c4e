package import Diagnosis
package import Evidence
package import FlinkConfiguration

/// What logs say, for the rules: without a configuration, and for the versions that wrote them.
package func examination(
  of logs: LogEvidence, versions given: FlinkVersionRange? = nil
) -> Examination {
  let named = logs.files.flatMap(\.runs).compactMap(\.version).compactMap { FlinkVersion($0) }
  let told = named.min().flatMap { low in named.max().map { FlinkVersionRange(from: low, to: $0) } }
  let versions = given ?? told ?? .all
  let reading = ConfigurationReading(bytes: [], dialect: .standard, path: "")
  var exam = Examination(
    version: versions.versions[0], versions: versions, reading: reading,
    configuration: EffectiveConfiguration(reading))
  exam.versionSource = given != nil ? "--flink-version" : told != nil ? "logs" : "unknown"
  exam.evidence.logs = logs
  return exam
}

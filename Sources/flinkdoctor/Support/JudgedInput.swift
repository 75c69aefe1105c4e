import Diagnosis
import Evidence
import Examining
import Reports

/// What a report needs of one input: of a thousand, the examinations themselves are not kept.
struct JudgedInput: Sendable {
  let input: CheckReport.Input
  /// Left to the report when the input is added to it.
  var results: [CheckResult]
  let diagnosis: [RootCause]
  let deployment: Deployment
  let topology: Topology
  /// What the node does, where that is one thing.
  let role: Role?
  let hostname: String?
  let secrets: Set<String>
  let facts: Facts

  init(
    _ exam: Examination, of source: ConfigurationSource, results: [CheckResult],
    diagnosis: [RootCause], quoting: [CheckResult]
  ) {
    input = CheckReport.Input(
      path: source.path, dialect: source.dialect, flinkVersion: exam.versions,
      versionSource: exam.versionSource, lines: exam.reading.excerpts(for: quoting),
      companions: exam.folder.excerpts(for: quoting))
    self.results = results
    self.diagnosis = diagnosis
    deployment = exam.deployment
    topology = exam.topology
    role = exam.roles.count == 1 ? exam.roles.first : nil
    hostname = exam.evidence.node?.hostname
    secrets = exam.secrets
    facts = Facts(exam)
  }
}

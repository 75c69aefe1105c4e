package import Diagnosis
import FlinkConfiguration

/// 1.19 and 1.20 read either file and prefer the old one; before and after only one name counts.
package struct ConfigurationFileIsTheOneInUse: Rule {
  package static let card = RuleCard(
    id: "FD1901", name: "configuration-file-is-the-one-in-use", severity: .error,
    title: "The conf folder holds the one file that this Flink reads",
    why: """
      Up to 1.18 Flink reads flink-conf.yaml alone, from 2.0 config.yaml alone. 1.19 and 1.20 read \
      flink-conf.yaml where there is one, and ignore config.yaml entirely. A cluster with the wrong \
      file does not start (`The Flink config file … does not exist`), or runs with old values.
      """,
    fix: "Keep the file that this version reads; bin/migrate-config-file.sh converts the old one.",
    sources: [
      "org.apache.flink.configuration.GlobalConfiguration#loadConfiguration, run for 1.20 and 2.3"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1", .warning, version: FlinkVersion(1, 20), dialect: .flat,
        seen: [.file("flink-conf.yaml", "a: b\n"), .file("config.yaml", "a: c\n")]),
      .finding(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(2, 0), dialect: .flat,
        seen: [.file("flink-conf.yaml", "a: b\n")]),
      .finding(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(1, 18), dialect: .standard,
        seen: [.file("config.yaml", "a: b\n")]),
      .healthy(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(1, 20), dialect: .standard,
        seen: [.file("config.yaml", "a: b\n")]),
      .healthy(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(2, 0),
        seen: [.file("config.yaml", "a: b\n")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let hasFlat = exam.folder.files["flink-conf.yaml"] != nil || exam.reading.dialect == .flat
    let hasStandard = exam.folder.files["config.yaml"] != nil || exam.reading.dialect == .standard
    let readsFlat = !exam.isFrom(FlinkVersion(2, 0))
    let readsStandard = exam.isFrom(FlinkVersion(1, 19))
    if !readsStandard, !hasFlat { return [.notRead(exam, "config.yaml", "flink-conf.yaml")] }
    if !readsFlat, !hasStandard { return [.notRead(exam, "flink-conf.yaml", "config.yaml")] }
    guard hasFlat, hasStandard else { return [Verdict(.passed, subject: "file:configuration")] }
    let (used, ignored) =
      readsFlat ? ("flink-conf.yaml", "config.yaml") : ("config.yaml", "flink-conf.yaml")
    return [.both(exam, used: used, ignored: ignored)]
  }
}

extension Verdict {
  fileprivate static func notRead(
    _ exam: Examination, _ present: String, _ wanted: String
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: "file:configuration",
      message: """
        Flink \(exam.version) does not read \(present): no process starts (`The Flink config file \
        '…/\(wanted)' does not exist.`).
        """,
      location: Location(path: exam.reading.path),
      fix: Fix(
        wanted == "config.yaml"
          ? "bin/migrate-config-file.sh, which writes conf/config.yaml"
          : "write conf/flink-conf.yaml"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }

  fileprivate static func both(
    _ exam: Examination, used: String, ignored: String
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: "file:configuration",
      message: """
        The conf folder holds both files, and Flink \(exam.version) reads \(used) alone: what \
        \(ignored) says has no effect.
        """,
      location: Location(path: exam.reading.path),
      fix: Fix("move what is needed from \(ignored) into \(used), and delete \(ignored)"))
  }
}

package import Diagnosis
import FlinkConfiguration

/// A connector's jar tells in its name for which Flink it was built.
package struct ConnectorsAreForThisFlink: Rule {
  package static let card = RuleCard(
    id: "FD9203", name: "connectors-are-for-this-flink", severity: .error,
    title: "Connectors and other additions in lib/ were built for this Flink",
    why: """
      A connector built for Flink 1 does not load in Flink 2, nor the other way round \
      (`NoClassDefFoundError: …/SourceFunction`). One built for a later minor may call what this \
      Flink does not have (`NoSuchMethodError`, `AbstractMethodError`); one for an earlier minor \
      works mostly, the less the older it is.
      """,
    fix: "Take the release of the connector whose name ends in this Flink's version.",
    sources: [
      "flink.apache.org, downloads: flink-connector-kafka-3.1.0-1.18 is 3.1.0 for 1.18",
      "up to 1.16 connectors had the version of their Flink: flink-connector-kafka_2.11-1.12.5",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(2, 0),
        seen: [.jar("flink-connector-kafka-3.1.0-1.18.jar")]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [.jar("flink-sql-connector-kafka-3.3.0-1.20.jar")]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [.jar("flink-connector-kafka_2.11-1.12.5.jar")]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [.jar("flink-connector-jdbc-3.1.1-1.17.jar")]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [.jar("flink-sql-connector-hive-3.1.2_2.12-1.15.0.jar")]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-connector-kafka-3.1.0-1.18.jar"),
          .jar("flink-metrics-prometheus-1.18.1.jar"),
          // Their versions are no Flink's.
          .jar("flink-sql-connector-mysql-cdc-2.4.1.jar"), .jar("flink-sql-connector-x-1.4.0.jar"),
          .jar("flink-shaded-zookeeper-3.5.9.jar"), .jar("flink-doris-connector-1.18-24.0.0.jar"),
          .jar("flink-shaded-hadoop-2-uber-2.8.3-10.0.jar"), .jar("mysql-connector-j-8.0.33.jar"),
          .jar("flink-shaded-zookeeper-3-3.8.3-1.19.jar"),
        ]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let jars = exam.folder.jars.compactMap { name -> (String, FlinkVersion)? in
      FlinkJar(name)?.builtFor.map { (name, $0) }
    }
    if jars.isEmpty { return [] }
    let verdicts = jars.compactMap { name, built in
      severity(of: built, on: exam.version).map { Verdict.foreign(exam, name, built, $0) }
    }
    return verdicts.isEmpty ? [Verdict(.passed, subject: "file:lib")] : verdicts
  }

  private func severity(of built: FlinkVersion, on flink: FlinkVersion) -> Severity? {
    if built == flink { return nil }
    if built.major != flink.major { return .error }
    return built > flink || built.minor + 2 < flink.minor ? .warning : .info
  }
}

extension FlinkJar {
  /// The Flink that an addition's name tells; nil for all other jars.
  fileprivate var builtFor: FlinkVersion? {
    let kinds = [
      "flink-connector-", "flink-sql-connector-", "flink-metrics-", "flink-statebackend-",
    ]
    guard kinds.contains(where: artifact.hasPrefix), !isOfFlinksRelease else { return nil }
    let parts = version.split(separator: "-")
    guard let last = parts.last, let told = FlinkVersion(last) else { return nil }
    if parts.count > 1 { return FlinkVersion.known.contains(told) ? told : nil }
    // Alone it is Flink's where no connector has such a version of its own.
    return told.major == 1 && 9...20 ~= told.minor ? told : nil
  }
}

extension Verdict {
  fileprivate static func foreign(
    _ exam: Examination, _ jar: String, _ built: FlinkVersion, _ severity: Severity
  ) -> Verdict {
    let consequence =
      switch severity {
      case .error: "its classes do not load in Flink \(exam.version.major)"
      case .warning: "jobs that use it may fail (`NoSuchMethodError`, `NoClassDefFoundError`)"
      case .info: "it works mostly, and was not tested with this one"
      }
    return Verdict(
      .finding(severity), subject: "file:lib/\(jar)",
      message: "lib/\(jar) was built for Flink \(built), and this is \(exam.version): "
        + "\(consequence).",
      location: Location(path: exam.reading.path),
      fix: Fix("take the release of the connector for Flink \(exam.version)"))
  }
}

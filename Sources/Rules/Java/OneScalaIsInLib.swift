package import Diagnosis
import FlinkConfiguration

/// Jars for two Scalas do not work in one process.
package struct OneScalaIsInLib: Rule {
  package static let card = RuleCard(
    id: "FD9202", name: "one-scala-is-in-lib", severity: .error,
    title: "The jars in lib/ are for one Scala",
    why: """
      A jar with _2.11 in its name calls what Scala 2.12 does not have, and the other way round: \
      `NoSuchMethodError: scala.Predef$.refArrayOps`, `NoClassDefFoundError: scala/Product$class`.
      """,
    fix: "Take the jars with the suffix of flink-dist or flink-scala.",
    sources: ["Flink documentation, Scala versions", "lib/ of 1.12 to 2.3"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(1, 12),
        seen: [
          .jar("flink-dist_2.11-1.12.5.jar"), .jar("flink-connector-kafka_2.12-1.12.5.jar"),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(1, 12),
        seen: [
          .jar("flink-dist_2.11-1.12.5.jar"), .jar("flink-table_2.11-1.12.5.jar"),
          .jar("flink-json-1.12.5.jar"),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let jars = exam.folder.jars.compactMap { name in FlinkJar(name).map { (name, $0) } }
    let byScala = Dictionary(grouping: jars.filter { $0.1.scala != nil }) { $0.1.scala ?? "" }
    guard !byScala.isEmpty else { return [] }
    guard byScala.count > 1 else { return [Verdict(.passed, subject: "file:lib")] }
    let first = byScala.keys.sorted().compactMap { byScala[$0]?.map(\.0).min() }
    return [.mixed(exam, first)]
  }
}

extension Verdict {
  fileprivate static func mixed(_ exam: Examination, _ jars: [String]) -> Verdict {
    Verdict(
      .finding(.error), subject: "file:lib",
      message: """
        lib/ holds \(jars.joined(separator: " and ")), which are for different Scalas: whichever is \
        used second fails with NoSuchMethodError or NoClassDefFoundError.
        """,
      location: Location(path: exam.reading.path),
      fix: Fix("take the jars with the suffix of flink-dist or flink-scala"))
  }
}

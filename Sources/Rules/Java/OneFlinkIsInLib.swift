package import Diagnosis
import FlinkConfiguration

/// Two flink-dist jars in `lib/` are two Flinks in one process.
package struct OneFlinkIsInLib: Rule {
  package static let card = RuleCard(
    id: "FD9201", name: "one-flink-is-in-lib", severity: .error,
    title: "lib/ holds one flink-dist jar, and Flink's own jars are of its version",
    why: """
      From 1.16 the scripts refuse a second one: `Multiple flink-dist*.jar found in … Please \
      resolve`. Before, both are loaded, and processes of one cluster fail with \
      InvalidClassException. The same holds for a flink-json or flink-table jar of another version.
      """,
    fix: "Delete the jar that an upgrade or an image left behind.",
    sources: ["bin/config.sh, constructFlinkClassPath"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.jar("flink-dist-1.18.0.jar"), .jar("flink-dist-1.18.1.jar")]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [.jar("flink-dist-1.18.1.jar"), .jar("flink-json-1.17.2.jar")]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"), .jar("flink-json-1.18.1.jar"),
          .jar("flink-connector-kafka-3.1.0-1.18.jar"), .jar("flink-scala_2.12-1.18.1.jar"),
          .jar("flink-shaded-hadoop-2-uber-2.8.3-10.0.jar"),
        ]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let dists = exam.folder.jars.filter { $0.hasPrefix("flink-dist") }
    guard let dist = dists.first else { return [] }
    if dists.count > 1 { return [.several(exam, dists)] }
    guard let release = FlinkJar(dist)?.version else { return [] }
    let strangers = exam.folder.jars.filter { name in
      guard let jar = FlinkJar(name), jar.isOfFlinksRelease else { return false }
      return jar.version != release
    }
    return strangers.isEmpty
      ? [Verdict(.passed, subject: "file:lib")] : [.ofAnotherVersion(exam, dist, strangers)]
  }
}

extension Verdict {
  fileprivate static func several(_ exam: Examination, _ dists: [String]) -> Verdict {
    let isRefused = exam.isFrom(FlinkVersion(1, 16))
    return Verdict(
      .finding(.error), subject: "file:lib",
      message: """
        lib/ holds \(dists.joined(separator: " and ")): \
        \(isRefused
          ? "no process starts (`Multiple flink-dist*.jar found`)"
          : "both are loaded, and processes fail with InvalidClassException").
        """,
      location: Location(path: exam.reading.path),
      fix: Fix("delete the one that does not belong to this Flink"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager)],
      keepsFromStarting: isRefused)
  }

  fileprivate static func ofAnotherVersion(
    _ exam: Examination, _ dist: String, _ strangers: [String]
  ) -> Verdict {
    Verdict(
      .finding(.warning), subject: "file:lib",
      message: """
        lib/ holds \(dist), but \(strangers.joined(separator: ", ")) of another Flink: what uses it \
        fails with NoSuchMethodError or InvalidClassException.
        """,
      location: Location(path: exam.reading.path),
      fix: Fix("take the jar of the same release"))
  }
}

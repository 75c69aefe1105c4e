package import Diagnosis
import FlinkConfiguration

/// A task runs wherever there is a slot, with the jars that lie there.
package struct NodesHaveOneLib: NodesRule {
  package static let card = RuleCard(
    id: "FD8510", name: "nodes-have-one-lib", severity: .warning,
    title: "lib/ holds the same jars on all nodes",
    why: """
      What is in lib/ is on the class path of every job. A connector or a file system that lies on \
      all nodes but one works until a task lands there: `ClassNotFoundException`, \
      `UnsupportedFileSystemSchemeException`. Of two versions of a jar the one fails with \
      `NoSuchMethodError` or `InvalidClassException`.
      """,
    fix: "Copy lib/ of one node to all.",
    sources: ["bin/config.sh, constructFlinkClassPath"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"), .jar("mysql.jar"),
          .other(
            "tm1", "jobmanager.rpc.address: jm1", seen: .jar("flink-dist-1.18.1.jar")),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"), .jar("udf.jar", bytes: 100),
          .other(
            "tm1", "jobmanager.rpc.address: jm1", seen: .jar("flink-dist-1.18.1.jar"),
            .jar("udf.jar", bytes: 200)),
        ]),
      // Another release is another rule's finding, not one per jar.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"), .jar("flink-json-1.18.1.jar"),
          .other(
            "tm1", "jobmanager.rpc.address: jm1", seen: .jar("flink-dist-1.18.0.jar"),
            .jar("flink-json-1.18.0.jar")),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .jar("flink-dist-1.18.1.jar"), .jar("mysql.jar"),
          .other("tm1", "jobmanager.rpc.address: jm1"),
          .other(
            "laptop", "jobmanager.rpc.address: jm1", seen: .role(.client),
            .jar("flink-dist-1.18.1.jar")),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.jar("flink-dist-1.18.1.jar")]),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    // A conf folder by itself has no lib/, and that of another release is another rule's.
    let releases = Agreement(nodes.ofCluster) { $0.exam.folder.distJars.first }
    return releases.groups.flatMap { differences(among: $0.nodes) }
  }

  private func differences(among nodes: [NodeExamination]) -> [Verdict] {
    let names = Agreement(nodes) { Set($0.exam.folder.jars.map(Self.name)) }
    let missing = names.verdicts(
      "lib", .warning, at: \.file, says: { Self.words($0, of: names) },
      consequence: "a task that needs what a node lacks fails there (`ClassNotFoundException`)",
      fix: {
        let way = $0.isFromMajority ? "of another node to \($0.oddNames)" : "of one node to all"
        return "copy lib/ \(way), and restart"
      })
    return missing + sizes(nodes)
  }

  /// A jar of one name that is not the same.
  private func sizes(_ nodes: [NodeExamination]) -> [Verdict] {
    let all = Set(nodes.flatMap { $0.exam.folder.jars }).sorted()
    return all.flatMap { jar -> [Verdict] in
      let sizes = Agreement(nodes) { $0.exam.folder.jarDetails?[jar]?.bytes }
      guard sizes.groups.count > 1 else { return [] }
      return sizes.verdicts(
        "lib/\(jar)", .warning, at: \.file, says: { "lib/\(jar) of \($0) bytes" },
        consequence: "under one name these are two jars, and a job does not do the same everywhere",
        fix: { "copy lib/\(jar) \($0.whereToMend), and restart" })
    }
  }

  /// What counts as the same jar: of those that come with Flink the release is left aside.
  private static func name(_ jar: String) -> String {
    guard let flink = FlinkJar(jar), flink.isOfFlinksRelease else { return jar }
    return flink.artifact
  }

  /// What of all that any node has is here and not everywhere.
  private static func words(_ jars: Set<String>, of names: Agreement<Set<String>>) -> String {
    let everywhere = names.groups.map(\.value).reduce(jars) { $0.intersection($1) }
    let own = jars.subtracting(everywhere).sorted()
    if own.isEmpty { return "nothing in lib/ besides" }
    return own.prefix(5).joined(separator: ", ")
      + (own.count > 5 ? " and \(own.count - 5) more" : "") + " in lib/"
  }
}

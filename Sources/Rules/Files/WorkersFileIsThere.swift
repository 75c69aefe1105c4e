package import Diagnosis
import FlinkConfiguration

/// `conf/slaves` became `conf/workers` in 1.11, and nothing reads the old name any more.
package struct WorkersFileIsThere: Rule {
  package static let card = RuleCard(
    id: "FD2305", name: "workers-file-is-there", severity: .warning,
    title: "The TaskManagers' machines are named in conf/workers",
    why: """
      start-cluster.sh reads conf/workers. Without it the script ends: `No workers file. Please \
      specify workers in 'conf/workers'.` conf/slaves is what it was called up to 1.10.
      """,
    fix: "Rename conf/slaves to conf/workers, or delete it where both are.",
    sources: ["bin/config.sh, readWorkers", "FLINK-16639"],
    examples: [
      .finding("jobmanager.rpc.address: jm1", .error, seen: [.file("slaves", "w1\n")]),
      .finding(
        "jobmanager.rpc.address: jm1", seen: [.file("slaves", "w1\n"), .file("workers", "w2\n")]),
      .finding("jobmanager.rpc.address: jm1", seen: [.file("masters", "m1\n")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.file("workers", "w1\n")]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.deployment == .standalone else { return [] }
    let slaves = exam.folder.files["slaves"]
    switch (exam.folder.files["workers"], slaves ?? exam.folder.files["masters"]) {
    case (nil, nil): return []
    case (nil, let other?): return [.missing(other, isOldName: slaves != nil)]
    case (_?, _): return [slaves.map { .notRead($0) } ?? Verdict(.passed, subject: "file:workers")]
    }
  }
}

extension Verdict {
  fileprivate static func missing(
    _ other: ConfigurationFolder.File, isOldName: Bool
  ) -> Verdict {
    Verdict(
      .finding(isOldName ? .error : .warning), subject: "file:workers",
      message: """
        There is no conf/workers\(isOldName ? ", only conf/slaves, the name up to 1.10" : ""): \
        start-cluster.sh ends with `No workers file. Please specify workers in 'conf/workers'.`.
        """,
      location: Location(path: other.path),
      fix: Fix(isOldName ? "mv \(other.path) conf/workers" : "write the machines into conf/workers")
    )
  }

  fileprivate static func notRead(_ slaves: ConfigurationFolder.File) -> Verdict {
    Verdict(
      .finding(.warning), subject: "file:slaves",
      message: """
        conf/slaves is not read since 1.11: start-cluster.sh starts TaskManagers on the machines of \
        conf/workers alone.
        """,
      location: Location(path: slaves.path), fix: Fix("rm \(slaves.path)"))
  }
}

package import Diagnosis
import FlinkConfiguration

/// Systems clean `/tmp` up: process ids, jars and shuffle files of a running cluster with it.
package struct DirectoriesAreNotTemporary: Rule {
  package static let card = RuleCard(
    id: "FD9301", name: "directories-are-not-temporary", severity: .info,
    title: "Directories of a long-running cluster do not lie under /tmp",
    why: """
      systemd-tmpfiles and tmpwatch delete what is ten or thirty days old: the pid files that \
      stop-cluster.sh needs (then the old JobManager keeps its port), uploaded jars, and shuffle \
      files of running jobs (`NoSuchFileException: /tmp/flink-netty-shuffle-…`).
      """,
    fix: "Write a directory of Flink's own, such as `io.tmp.dirs: /var/lib/flink/tmp`.",
    sources: [
      "bin/config.sh, DEFAULT_ENV_PID_DIR", "CoreOptions.TMP_DIRS", "WebOptions.UPLOAD_DIR",
    ],
    examples: [
      .finding("io.tmp.dirs: ↓/tmp/flink"),
      .finding("env.pid.dir: ↓/tmp"),
      .finding("env.log.dir: ↓/tmp/logs\nweb.upload.dir: ↓/tmp/jars"),
      .healthy("io.tmp.dirs: /var/lib/flink/tmp"),
      .healthy("jobmanager.rpc.address: jm1"),
      .healthy("io.tmp.dirs: /tmp", seen: [.deployment(.kubernetes)]),
    ])

  package init() {}

  private static let options = [
    "io.tmp.dirs", "env.pid.dir", "env.log.dir", "web.upload.dir", "blob.storage.directory",
    "state.backend.rocksdb.localdir",
  ]

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.deployment == .standalone else { return [] }
    return Self.options.compactMap { option in
      guard let directory = exam.setting(option) else { return nil }
      let paths = directory.text.split { ",:|;".contains($0) }
      return paths.contains { Examination.isTemporary(String($0)) }
        ? .temporary(directory) : directory.passed
    }
  }
}

extension Verdict {
  fileprivate static func temporary(_ directory: Setting) -> Verdict {
    directory.finding(
      .info,
      """
      \(directory.key) is \(directory.text), where the system deletes old files by itself, those of \
      a running cluster too.
      """,
      fix: Fix(
        "\(directory.key): /var/lib/flink/\(directory.key.hasPrefix("env.") ? "run" : "tmp")"))
  }
}

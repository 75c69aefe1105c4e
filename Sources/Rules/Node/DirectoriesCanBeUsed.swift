package import Diagnosis
import Evidence
import FlinkConfiguration

/// Flink writes to the folders that its options name, as the user who started it.
package struct DirectoriesCanBeUsed: Rule {
  package static let card = RuleCard(
    id: "FD9520", name: "directories-can-be-used", severity: .error,
    title:
      "The folders that the configuration names can be written by Flink's user, and have space",
    why: """
      A TaskManager refuses to start with `Temporary file directory '…' does not exist and could \
      not be created` or `… is not writable`; checkpoints fail with `Could not create …` or `No \
      space left on device`. env.log.dir is not created by the scripts: without it no process \
      starts.
      """,
    fix: "Create the folder and give it to Flink's user.",
    sources: [
      "TaskManagerServices.checkTempDirs", "BlobUtils (1.12 to 2.3)",
      "bin/flink-daemon.sh: `mkdir -p \"$FLINK_PID_DIR\"`, and none for the log folder",
    ],
    examples: [
      .finding(
        "io.tmp.dirs: ↓/data/tmp",
        seen: [.directory("io.tmp.dirs", "/data/tmp") { $0.isWritable = false }]),
      .finding(
        "io.tmp.dirs: ↓/data/tmp",
        seen: [.directory("io.tmp.dirs", "/data/tmp", .missing) { $0.isWritable = false }]),
      .finding(
        "env.log.dir: ↓/var/log/flink",
        seen: [.directory("env.log.dir", "/var/log/flink", .missing)]),
      .finding(
        "io.tmp.dirs: ↓/data/tmp", seen: [.directory("io.tmp.dirs", "/data/tmp", .notAFolder)]),
      .finding(
        "io.tmp.dirs: ↓/data/tmp",
        seen: [.directory("io.tmp.dirs", "/data/tmp") { $0.isReadOnly = true }]),
      .finding(
        "io.tmp.dirs: ↓/data/tmp",
        seen: [.directory("io.tmp.dirs", "/data/tmp") { $0.freeBytes = 50 << 20 }]),
      .finding(
        "io.tmp.dirs: ↓/data/tmp", .warning,
        seen: [.directory("io.tmp.dirs", "/data/tmp") { $0.freeBytes = 700 << 20 }]),
      .finding(
        "io.tmp.dirs: ↓/data/tmp",
        seen: [
          .directory("io.tmp.dirs", "/data/tmp") {
            $0.totalInodes = 1_000_000
            $0.freeInodes = 90
          }
        ]),
      .finding(
        "io.tmp.dirs: ↓/data/tmp", .warning,
        seen: [.directory("io.tmp.dirs", "/data/tmp") { $0.isNoExec = true }]),
      .healthy("io.tmp.dirs: /data/tmp", seen: [.directory("io.tmp.dirs", "/data/tmp")]),
      .healthy("io.tmp.dirs: /data/tmp", seen: [.directory("io.tmp.dirs", "/data/tmp", .missing)]),
      .healthy("io.tmp.dirs: /data/tmp"),
      .unknown(
        "io.tmp.dirs: /data/tmp", seen: [.directory("io.tmp.dirs", "/data/tmp", .timedOut)]),
      .unknown(
        "io.tmp.dirs: /data/tmp", seen: [.directory("io.tmp.dirs", "/data/tmp", .notPermitted)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    (exam.evidence.machine?.directories ?? []).compactMap { directory in
      exam.written(directory.key).map { verdict(of: directory, $0, exam) }
    }
  }

  private func verdict(
    of directory: DirectoryEvidence, _ setting: Setting, _ exam: Examination
  ) -> Verdict {
    let isReadOnly = directory.isReadOnly == true && directory.state != .notAFolder
    if isReadOnly {
      return .problem(setting, directory, "lies on a file system that is mounted read-only")
    }
    switch directory.state {
    case .timedOut:
      return setting.unknown(
        "\(directory.path) did not answer in time: a lost network file system?")
    case .notPermitted:
      return setting.unknown("a folder above \(directory.path) may not be entered by this user")
    case .notAFolder: return .problem(setting, directory, "is no folder")
    case .missing where setting.option == "env.log.dir":
      return .problem(setting, directory, "is not there, and the scripts do not create it")
    case .missing where directory.isWritable == false:
      return .problem(
        setting, directory,
        "is not there, and user \(directory.uid) may not create it in \(directory.nearest ?? "/")")
    case .missing, .folder: break
    }
    if directory.isWritable == false {
      return .problem(setting, directory, "may not be written by user \(directory.uid)")
    }
    return space(directory, setting)
  }

  private func space(_ directory: DirectoryEvidence, _ setting: Setting) -> Verdict {
    if let free = directory.freeBytes, let total = directory.totalBytes, total > 0 {
      if free < 100 << 20 {
        return .problem(setting, directory, "has \(free >> 20) MiB of space left")
      }
      if free < 1 << 30, free < total / 10 {
        return .problem(setting, directory, "has \(free >> 20) MiB of space left", .warning)
      }
    }
    if let free = directory.freeInodes, let total = directory.totalInodes, free < 1000,
      free < total / 100
    {
      return .problem(setting, directory, "has room for \(free) more files (inodes)")
    }
    if directory.isNoExec == true, setting.option == "io.tmp.dirs" {
      return .problem(
        setting, directory, "is mounted noexec, so that RocksDB's library cannot be loaded from it",
        .warning)
    }
    return setting.passed
  }
}

extension Verdict {
  fileprivate static func problem(
    _ setting: Setting, _ directory: DirectoryEvidence, _ what: String,
    _ severity: Severity = .error
  ) -> Verdict {
    let keeps = ["io.tmp.dirs", "env.log.dir"].contains(setting.option) && severity == .error
    let isState = setting.option.contains("checkpoint") || setting.option.contains("storageDir")
    var verdict = setting.finding(
      severity,
      "\(setting.key) names \(directory.path), which \(what): "
        + (keeps ? "no TaskManager starts with it." : "what Flink writes there fails."),
      fix: Fix("mkdir -p \(directory.path) && chown \(directory.uid) \(directory.path)"),
      explains: isState ? [.stateLost] : keeps ? [.doesNotStart(.taskManager)] : [])
    verdict.subject = "directory:\(directory.path)"
    if what.contains("left") || what.contains("inodes") {
      verdict.fix = Fix("\(setting.key): <a folder with more space>")
    } else if what.contains("mounted") {
      verdict.fix = Fix(
        "\(setting.key): <a folder on a file system that can be written and run from>")
    }
    return verdict
  }
}

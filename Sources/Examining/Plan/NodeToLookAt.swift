import Diagnosis
import Evidence
import FlinkConfiguration
import Glibc
import Probes

/// The folders, pid files and Java that Flink's processes on this node use.
///
/// Nothing where the configuration is that of other machines: a process here must read it, or the
/// Flink that it belongs to must lie beside it. Of two processes the first one's user counts.
func nodeToLookAt(_ exam: Examination) -> NodeTargets? {
  switch exam.deployment {
  case .kubernetesNative, .yarn: return nil
  case .standalone, .docker, .kubernetes: break
  }
  let own = (exam.evidence.processes?.here ?? []).filter {
    ($0.role == .jobManager || $0.role == .taskManager) && $0.configuration?.isExamined == true
  }
  guard !own.isEmpty || !exam.folder.distJars.isEmpty, exam.role != .client else { return nil }
  let uid = own.first?.uid ?? Int(geteuid())
  var directories: [NodeTargets.Directory] = []
  for (option, separators) in directoryOptions {
    guard let setting = exam.setting(option) else { continue }
    let isURL = separators.isEmpty
    let paths =
      isURL
      ? [setting.text]
      : setting.text.split { separators.contains($0) }.map { String($0) }
    for path in paths {
      guard let local = localPath(path, exam) else { continue }
      let target = NodeTargets.Directory(key: setting.key, path: local, uid: uid)
      if !directories.contains(target) { directories.append(target) }
    }
  }
  let pidFolder = exam.setting("env.pid.dir")?.text ?? "/tmp"
  return NodeTargets(
    directories: directories, pidFolder: exam.deployment == .standalone ? pidFolder : nil,
    javaHome: exam.setting("env.java.home")?.text)
}

/// The options that name folders, with what stands between several of them; none for a URL.
///
/// `ConfigurationUtils.splitPaths` splits at commas and at the path separator.
private let directoryOptions: [(String, String)] = [
  ("io.tmp.dirs", ",:|"), ("env.log.dir", "\n"), ("env.pid.dir", "\n"),
  ("blob.storage.directory", "\n"), ("web.upload.dir", "\n"),
  ("state.backend.rocksdb.localdir", ",:|"), ("process.working-dir", "\n"),
  ("execution.checkpointing.dir", ""), ("state.checkpoints.dir", ""),
  ("execution.checkpointing.savepoint-dir", ""), ("state.savepoints.dir", ""),
  ("high-availability.storageDir", ""), ("jobmanager.archive.fs.dir", ""),
]

/// The path of this machine's own file system that a value stands for; nil for any other.
private func localPath(_ text: String, _ exam: Examination) -> String? {
  var text = text[...]
  if text.hasPrefix("file:") {
    text = text.dropFirst("file:".count)
    while text.hasPrefix("//") { text = text.dropFirst() }
  } else if text.utf8.contains(UInt8(ascii: ":")) {
    return nil
  } else if exam.setting("fs.default-scheme") != nil {
    return nil
  }
  return text.hasPrefix("/") && !text.utf8.contains(0) ? String(text) : nil
}

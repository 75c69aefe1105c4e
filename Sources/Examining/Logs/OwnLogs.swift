import Diagnosis
import Evidence
import LogReading
import Probes

#if canImport(Glibc)
  import Glibc
#endif

/// The logs of this node's own Flink, as far as they are of the last hour.
///
/// What is older belongs to `flinkdoctor logs`: a cluster that runs well now had its bad days.
func ownLogs(
  of exam: Examination, beside path: String, _ patterns: [LogPattern], within limit: TimeLimit
) -> LogEvidence? {
  guard !patterns.isEmpty, let folder = logFolder(of: exam, beside: path) else { return nil }
  var now = time(nil)
  var local = tm()
  localtime_r(&now, &local)
  let fresh = LogInputs([folder]).paths.compactMap { path -> (path: String, at: time_t)? in
    var status = stat()
    guard stat(path, &status) == 0, status.st_mtim.tv_sec > now - span else { return nil }
    return (path, status.st_mtim.tv_sec)
  }.sorted { $0.at > $1.at }.prefix(mostFiles)
  guard !fresh.isEmpty else { return nil }
  var files = LogFiles(patterns: patterns)
  for file in fresh.map(\.path).sorted() where limit.deadline > .now {
    files.read(file, limit: largest) { _ in limit.deadline > .now }
  }
  let since = LogWindow.Moment.at(Int64(now - span) * 1000, hasZone: true)
  return files.reader.evidence(
    LogReadingOptions(window: LogWindow(since: since), zone: local.tm_gmtoff / 60))
}

/// Seconds.
private let span = 3600
private let mostFiles = 12
/// Bytes of one file, from its end.
private let largest: Int64 = 4 << 20

/// `env.log.dir`, else the `log` beside the conf folder of an installation.
private func logFolder(of exam: Examination, beside path: String) -> String? {
  if let given = exam.text("env.log.dir"), given.hasPrefix("/") {
    return isFolder(given) ? given : nil
  }
  let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  guard parts.last == "conf" else { return nil }
  let above = parts.dropLast()
  let home = above.isEmpty ? "." : above.joined(separator: "/")
  let folder = home + "/log"
  // A `conf` by itself is no installation, and what is beside it not Flink's.
  return isFolder(folder) && isFolder(home + "/lib") ? folder : nil
}

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

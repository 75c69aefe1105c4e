import Diagnosis
import Evidence
import LogReading
import Probes

#if canImport(Glibc)
  import Glibc
#endif

/// What the logs of this node's own Flink tell of trouble that is not over; nil without such logs.
///
/// Only the last hour counts, and only what nothing has put right since. What is older or overcome
/// belongs to `flinkdoctor logs`: a cluster that runs well now had its bad days.
func ownLogs(
  of exam: Examination, beside path: String, _ patterns: [LogPattern], within limit: TimeLimit
) async -> LogEvidence? {
  guard !patterns.isEmpty else { return nil }
  let folders = logFolders(of: exam, beside: path)
  guard !folders.isEmpty else { return nil }
  let deadline = min(limit.deadline, .now.advanced(by: .seconds(2)))
  // A folder may lie on a file server that does not answer.
  let read = await blocking(until: deadline) {
    freshLogs(in: folders, patterns + [recovery], until: deadline)
  }
  return (read ?? nil)?.withoutOvercome()
}

/// Seconds.
private let span = 3600
/// Seconds in which lines may come while logs are read.
private let lateness = 5
private let mostFiles = 12
/// Bytes of one file, from its end.
private let largest: Int64 = 4 << 20

private func freshLogs(
  in folders: [String], _ patterns: [LogPattern], until deadline: ContinuousClock.Instant
) -> LogEvidence? {
  var now = time(nil)
  var local = tm()
  localtime_r(&now, &local)
  let fresh = LogInputs(folders).paths.compactMap { path -> (path: String, at: time_t)? in
    var status = stat()
    guard stat(path, &status) == 0, status.st_mtim.tv_sec > now - span else { return nil }
    return (path, status.st_mtim.tv_sec)
  }.sorted { $0.at > $1.at }.prefix(mostFiles)
  guard !fresh.isEmpty else { return nil }
  var files = LogFiles(patterns: patterns)
  for file in fresh.map(\.path).sorted() where deadline > .now {
    files.read(file, limit: largest) { _ in deadline > .now }
  }
  func moment(_ seconds: time_t) -> LogWindow.Moment { .at(Int64(seconds) * 1000, hasZone: true) }
  // What is later was written while this machine's clock was ahead, and tells nothing of what is over.
  let window = LogWindow(since: moment(now - span), until: moment(now + lateness))
  return files.reader.evidence(
    LogReadingOptions(window: window, zone: local.tm_gmtoff / 60))
}

/// The folders that the processes of this node log to, the one of the configuration, and that of the
/// installation which the configuration belongs to.
private func logFolders(of exam: Examination, beside path: String) -> [String] {
  let option = "-Dlog.file="
  let ofProcesses = (exam.evidence.processes?.here ?? []).flatMap(\.jvmOptions)
    .filter { $0.hasPrefix(option + "/") }.map { folder(of: String($0.dropFirst(option.count))) }
  let all = ofProcesses + [exam.text("env.log.dir"), logFolder(beside: path)].compactMap { $0 }
  return Set(all.filter { $0.hasPrefix("/") && isFolder($0) }).sorted()
}

/// `log` beside the `conf` of a path; nil where there is no installation around it.
private func logFolder(beside path: String) -> String? {
  guard let real = realpath(path, nil) else { return nil }
  defer { free(real) }
  let conf = folder(of: String(cString: real))
  let home = folder(of: conf)
  // A `conf` by itself is no installation, and what is beside it not Flink's.
  return conf.hasSuffix("/conf") && isFolder(home + "/lib") ? home + "/log" : nil
}

private func folder(of path: String) -> String {
  String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
}

private func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

import Evidence

extension LogEvidence {
  /// What a process wrote on its standard output (`….out` beside `….log`) has no times: it belongs to
  /// the process of that log, and what goes wrong there are most often its last words.
  mutating func joinOutputs() {
    for output in files.indices where files[output].firstTime == nil {
      guard let name = Self.stem(files[output].path, "out"),
        let log = files.indices.first(where: { Self.stem(files[$0].path, "log") == name }),
        let last = files[log].lastTime, let run = files[log].runs.last
      else { continue }
      if files[output].runs.isEmpty { files[output].runs.append(LogRun()) }
      files[output].runs[files[output].runs.count - 1].inherit(run)
      if files[output].component == .unknown { files[output].component = files[log].component }
      for at in events.indices where events[at].file == output && events[at].time == nil {
        events[at].time = last
        events[at].lastTime = last
        events[at].timeSource = .record
      }
    }
    sortByTime()
  }

  private static func stem(_ path: String, _ ending: String) -> Substring? {
    let path = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
    return path.hasSuffix("." + ending) ? path.dropLast(ending.utf8.count + 1) : nil
  }
}

import Diagnosis
import Evidence

extension TextReport {
  /// The running cluster, for whoever asked for it: a line for each thing.
  var clusterBlock: String {
    guard let cluster = report.facts.cluster, cluster.isAsked else { return "" }
    var lines = [("cluster", cluster.who)]
    for url in cluster.redirects { lines.append(("", "redirected to \(url)")) }
    if let name = cluster.ignoredProxy {
      lines.append(("", "\(name) is set, and not used: REST is asked directly"))
    }
    if let overview = cluster.overview { lines.append(("slots", overview.words)) }
    lines += (cluster.taskManagers ?? []).prefix(Self.mostTaskManagers).map { one in
      ("TaskManager", one.words(at: cluster.nowMs?.ms))
    }
    let more = (cluster.taskManagers?.count ?? 0) - Self.mostTaskManagers
    if more > 0 { lines.append(("", "and \(more) more TaskManagers")) }
    lines += (cluster.jobs ?? []).prefix(Self.mostJobs).map { ("job", $0.words) }
    let others = (cluster.jobs?.count ?? 0) - Self.mostJobs
    if others > 0 { lines.append(("", "and \(others) more jobs")) }
    if let jvm = cluster.jobManager { lines.append(("memory", jvm.words)) }
    if let window = cluster.window { lines += window.lines }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { heading, text in
      let pad = String(repeating: " ", count: width - heading.count)
      return "  \(heading)\(pad)  \(Display.line(text))\n"
    }.joined() + "\n"
  }

  private static let mostTaskManagers = 16
  private static let mostJobs = 16
}

extension ClusterEvidence {
  fileprivate var who: String {
    let offset = clock.map { clock in
      abs(clock.ms) <= clock.errorMs + 1
        ? ", its clock agrees"
        : ", its clock is \(Milliseconds.text(abs(clock.ms))) \(clock.ms > 0 ? "ahead" : "behind")"
    }
    return "\(url), Flink \(version ?? "of an unknown version")\(offset ?? "")"
  }
}

extension ClusterOverview {
  fileprivate var words: String {
    let jobs = [
      (running, "running"), (finished, "finished"), (cancelled, "cancelled"), (failed, "failed"),
    ]
    .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(freeSlots) of \(slots) free on \(taskManagers) TaskManagers; jobs: "
      + (jobs.isEmpty ? "none" : jobs.joined(separator: ", "))
  }
}

extension ClusterTaskManager {
  fileprivate func words(at now: Double?) -> String {
    let age = now.flatMap { now in
      lastHeartbeatMs > 0
        ? ", heard of \(Milliseconds.text(max(0, now - Double(lastHeartbeatMs)))) ago" : nil
    }
    let ports = rpcPort.map { "rpc \($0), data \(dataPort)" } ?? "data \(dataPort)"
    return "\(id): \(host ?? path), \(ports), \(freeSlots) of \(slots) slots free\(age ?? "")"
  }
}

extension ClusterJob {
  fileprivate var words: String {
    let parallelism = parallelism.map { ", parallelism \($0)" } ?? ""
    let restarts = restarts.map { $0 == 0 ? "" : ", restarted \($0) times" } ?? ""
    return "\(state) \(name)\(parallelism)\(restarts) (\(id))"
  }
}

extension JVMEvidence {
  fileprivate var words: String {
    var parts: [String] = []
    if let heapUsed, let heapMax, heapMax > 0 {
      parts.append("heap \(100 * heapUsed / heapMax) %")
    }
    if let metaspaceUsed, let metaspaceMax, metaspaceMax > 0 {
      parts.append("metaspace \(100 * metaspaceUsed / metaspaceMax) %")
    }
    return "JobManager: " + parts.joined(separator: ", ")
  }
}

extension GarbageWindow {
  fileprivate var lines: [(String, String)] {
    processes.prefix(17).map { process in
      (
        "collections",
        "\(process.name): \(process.collections) in \(Milliseconds.text(durationMs)), together "
          + "\(process.timeMs) ms, none longer than \(process.longestAtMostMs) ms"
      )
    }
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

extension LogStory {
  /// TaskManagers whose logs present the same address.
  package var sharedAddresses: [LogProcess] {
    let all = processes.filter { $0.role == .taskManager && $0.address != nil }
    return all.filter { one in
      all.contains { $0.address == one.address && $0.file != one.file && overlap($0, one) }
    }
  }

  private func overlap(_ left: LogProcess, _ right: LogProcess) -> Bool {
    guard let one = left.file.map({ evidence.files[$0] }),
      let other = right.file.map({ evidence.files[$0] }), let oneFirst = one.firstTime,
      let oneLast = one.lastTime, let first = other.firstTime, let last = other.lastTime
    else { return false }
    return oneFirst < last && first < oneLast
  }

  /// `JobManager 1.20.5, TaskManager 1.18.1`; empty where the logs agree or do not tell.
  package var versions: String {
    var seen: Set<String> = []
    let told = processes.compactMap { process -> (LogProcess, String)? in
      guard let file = process.file, let version = evidence.files[file].version else { return nil }
      return (process, version)
    }
    guard Set(told.map(\.1)).count > 1 else { return "" }
    return told.map { "\($0.0.name) \($0.1)" }.filter { seen.insert($0).inserted }
      .joined(separator: ", ")
  }

  /// The JobManager that a log's own lines dial.
  package func dialledJobManager(of file: Int) -> LogProcess? {
    let address = evidence.events.lazy.filter { $0.file == file }.flatMap(\.addresses)
      .first { $0.system == "flink" && $0.path?.contains("resourcemanager") == true }
    return address.map { peer($0, of: processes[file]) }
  }

  /// Whose fault a trace tells: a JobManager repeats those of its TaskManagers' tasks.
  package func culprit(of happening: LogHappening) -> LogProcess {
    let record = happening.first.record ?? happening.first.text
    guard happening.author.role == .jobManager,
      let place = record.part(after: " to FAILED on ", before: " @")
    else { return happening.author }
    return taskManager(place)
  }
}

extension LogProcess {
  /// As the symptoms name it.
  package var asRole: Role {
    switch role {
    case .jobManager: .jobManager
    case .taskManager, .unknown: .taskManager
    case .client: .client
    }
  }
}

extension LogStory {
  /// Whether the port of a process refuses after it went away.
  package func refused(after inference: LogInference) -> Bool {
    happenings(of: PeersAcceptConnections.self).contains { happening in
      happening.episode == inference.episode && (happening.lastTime ?? 0) > inference.time ?? .max
        && happening.address?.host == inference.process.host
    }
  }
}

extension LogStory {
  /// When whoever missed a TaskManager next let one register from its machine; nil if it did not.
  package func registration(after inference: LogInference) -> Int64? {
    guard let host = inference.process.host, let time = inference.time,
      let file = inference.events.first?.file
    else { return nil }
    return events(.registeredTaskManager, file: file).lazy
      .filter { $0.text.holds("ResourceID \(host):") }.compactMap(\.time).first { $0 > time }
  }

  package func aJobFailed(in episode: Int) -> Bool {
    happenings(of: JobsRun.self).contains { $0.episode == episode }
  }

  /// Whether a JobManager started its job again after a failure.
  package func runsAgain(after happening: LogHappening) -> Bool {
    events(.jobState).contains {
      $0.text.holds(" to RUNNING") && ($0.time ?? .min) > happening.lastTime ?? .max
    }
  }
}

extension LogInference {
  /// Between the first and the last of its lines.
  package var spread: String {
    let times = events.prefix(2).compactMap(\.time)
    guard let first = times.min(), let last = times.max() else { return "moments" }
    return last - first <= 1 ? "a millisecond" : LogTime.length(last - first)
  }
}

extension LogProcess {
  /// How to find out why a process ended, by what its host's name looks like.
  package var whatToLookAt: String {
    let isPod = host.map { $0.contains(".ns-") || $0.contains("-") && !$0.contains("/") } == true
    let place =
      isPod
      ? """
      `kubectl describe pod` and `kubectl get events` for its last state (exit code, OOMKilled, \
      Evicted) and its node, `kubectl logs --previous` for its last lines
      """
      : """
      the end of its log and .out file, `dmesg -T | grep -i kill` and `journalctl` on its host, \
      hs_err files, YARN's or Docker's exit code
      """
    return """
      to be sure look at \(place). Now check that it runs and answers: `flinkdoctor probe \
      \(address ?? "HOST:6123")`
      """
  }
}

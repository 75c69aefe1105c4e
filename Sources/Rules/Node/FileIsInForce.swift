package import Diagnosis
import Evidence
import FlinkConfiguration

/// Flink reads its file once: what was written later waits for the next start.
package struct FileIsInForce: Rule {
  package static let card = RuleCard(
    id: "FD9502", name: "file-is-in-force", severity: .warning,
    title: "The processes that run here were started after the last change of the file",
    why: """
      A process keeps the configuration with which it was started. After a change JobManager and \
      TaskManagers may run with different values, and a fault that the change was to mend is still \
      there.
      """,
    fix: "Restart the process.",
    sources: [
      "GlobalConfiguration: `Loading configuration property: {}, {}` at the start, in the log",
      "proc(5): the start time in /proc/PID/stat",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\nheartbeat.timeout: ↓60000",
        seen: [
          .process(.jobManager) {
            $0.configuration = .examined(modifiedAtMs: 1_700_003_000_000)
            $0.loaded = [
              .init("jobmanager.rpc.address", "jm1"), .init("heartbeat.timeout", "50000"),
            ]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\nheartbeat.timeout: ↓60000",
        seen: [
          .process(.taskManager) {
            $0.configuration = .examined(modifiedAtMs: 1_700_003_000_000)
            $0.loaded = [.init("jobmanager.rpc.address", "jm1")]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager) { $0.configuration = .examined(modifiedAtMs: 1_700_003_000_000) }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager) { $0.configuration = .examined(modifiedAtMs: 1_600_000_000_000) }
        ]),
      // Touched, but the same.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .process(.jobManager) {
            $0.configuration = .examined(modifiedAtMs: 1_700_003_000_000)
            $0.loaded = [.init("jobmanager.rpc.address", "jm1")]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  /// An entry point that writes the file and then starts the process is no change.
  private static let toleranceMs: Int64 = 2000

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.processesHere.compactMap { process in
      guard process.role.isOfCluster, let file = process.configuration, file.isExamined else {
        return nil
      }
      guard file.modifiedAtMs > process.startedAtMs + Self.toleranceMs else {
        return Verdict(.passed, subject: "process:\(process.pid)")
      }
      guard let loaded = process.loaded else { return .changed(process, file, exam) }
      let changes = Self.changes(of: exam.reading, since: loaded)
      return changes.isEmpty
        ? Verdict(.passed, subject: "process:\(process.pid)")
        : .differs(process, changes, exam)
    }
  }

  /// What the file says now and did not say then; each with what it said.
  private static func changes(
    of reading: ConfigurationReading, since loaded: [ProcessEvidence.Override]
  ) -> [(entry: ConfigurationEntry, before: String?)] {
    let before = Dictionary(loaded.map { ($0.key, $0.value) }) { _, last in last }
    return EffectiveConfiguration(reading).effective.compactMap { entry in
      let old = before[entry.key]
      if old == SensitiveKeys.mask || old == entry.value.text || old == entry.value.javaString {
        return nil
      }
      return (entry, old)
    }
  }
}

extension ConfigurationFileEvidence {
  fileprivate static func examined(modifiedAtMs: Int64) -> Self {
    Self(
      path: "flink-conf.yaml", isExamined: true, hasSameBytes: true, modifiedAtMs: modifiedAtMs)
  }
}

extension Verdict {
  fileprivate static func differs(
    _ process: ProcessEvidence, _ changes: [(entry: ConfigurationEntry, before: String?)],
    _ exam: Examination
  ) -> Verdict {
    let first = changes[0]
    let isSecret = SensitiveKeys.isSensitive(first.entry.key)
    let said = first.before.map { isSecret ? "with another value" : "with \($0)" } ?? "without it"
    let others = changes.dropFirst().prefix(4).map(\.entry.key)
    let more = others.isEmpty ? "" : "; likewise \(Array(others).listed)"
    return Verdict(
      .finding(.warning), subject: "process:\(process.pid)",
      message: """
        \(process.described.capitalised) was started before \(first.entry.key) was written here: \
        it runs \(said)\(more).
        """,
      location: Examination.location(of: first.entry, first.entry.valueRange),
      key: first.entry.key, fix: Fix("restart \(process.described)"),
      explains: Set(changes.map { .optionNotInForce(key: $0.entry.key) }))
  }

  fileprivate static func changed(
    _ process: ProcessEvidence, _ file: ConfigurationFileEvidence, _ exam: Examination
  ) -> Verdict {
    let minutes = max(1, (file.modifiedAtMs - process.startedAtMs) / 60_000)
    return Verdict(
      .finding(.warning), subject: "process:\(process.pid)",
      message: """
        The file was changed \(minutes) min after \(process.described) was started: what was \
        written since is not in force there.
        """,
      location: Location(path: exam.reading.path), fix: Fix("restart \(process.described)"))
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// What runs was started with some file, and may not be this one.
package struct RunningConfigurationIsTheFile: Rule {
  package static let card = RuleCard(
    id: "FD8301", name: "running-configuration-is-the-file", severity: .warning,
    title: "The JobManager runs with what this file says",
    why: """
      A JobManager keeps the configuration with which it was started. A line that was written since, \
      or stands in another file than the one it read, has no effect until the next start; and then \
      everything that was written meanwhile has.
      """,
    fix: "Restart the JobManager, or look which file it was started with.",
    sources: [
      "ClusterConfigHandler: /jobmanager/config, run for 1.12 to 2.3",
      "BashJavaUtils: the memory that the scripts add with -D",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\nheartbeat.timeout: ↓60000",
        seen: [
          .role(.jobManager),
          .cluster { $0.configuration?.append(ClusterSetting("heartbeat.timeout", "50000")) },
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\npekko.ask.timeout: ↓30 s",
        seen: [.role(.taskManager), .cluster()]),
      .finding(
        """
        jobmanager.rpc.address: jm1
        blob.server.port: ↓6124
        parallelism.default: 4
        web.submit.enable: false
        """,
        seen: [.role(.jobManager), .cluster()]),
      // What the JobManager does not read may differ from node to node.
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: tm1\nio.tmp.dirs: /data",
        seen: [.role(.taskManager), .cluster()]),
      .healthy(
        "jobmanager.rpc.address: jm1\nheartbeat.timeout: 60000",
        seen: [
          .role(.jobManager),
          .cluster { $0.configuration?.append(ClusterSetting("heartbeat.timeout", "60000")) },
        ]),
      // The scripts spell the memory out, and a random port is replaced by the one that was found.
      .healthy(
        "jobmanager.rpc.address: jm1\njobmanager.rpc.port: 0",
        seen: [
          .role(.jobManager),
          .cluster {
            $0.configuration?.append(ClusterSetting("jobmanager.memory.heap.size", "1073741824b"))
          },
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\nblob.server.port: 0",
        seen: [
          .role(.taskManager),
          .cluster { $0.configuration?.append(ClusterSetting("blob.server.port", "36157")) },
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\nblob.server.port: 50100-50200",
        seen: [
          .role(.jobManager),
          .cluster { $0.configuration?.append(ClusterSetting("blob.server.port", "50103")) },
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\nblob.server.port: ↓50100-50200",
        seen: [
          .role(.jobManager),
          .cluster { $0.configuration?.append(ClusterSetting("blob.server.port", "36157")) },
        ]),
      .healthy("", seen: [.cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let running = cluster.configuration,
      !exam.reading.entries.isEmpty
    else { return [] }
    let inForce = Dictionary(running.map { ($0.key, $0.value) }) { _, last in last }
    let isOfJobManager = exam.roles.contains(.jobManager)
    let differences = exam.configuration.effective.compactMap { entry -> Difference? in
      guard isOfJobManager ? !Self.isReplaced(entry.key) : Self.mustAgree(entry.key) else {
        return nil
      }
      let value = inForce[entry.key]
      if value == entry.value.text || value == entry.value.javaString { return nil }
      if entry.key == "blob.server.port", isTaken(value, of: entry.value.text, exam) { return nil }
      // Flink masks what it takes for a secret, by a list that grows with its versions.
      if value == SensitiveKeys.mask || SensitiveKeys.isSensitive(entry.key) { return nil }
      return Difference(entry: entry, running: value)
    }
    guard !differences.isEmpty else {
      return [Verdict(.passed, subject: cluster.subject)]
    }
    // Every line another: that is no edit.
    let all = exam.configuration.effective.count
    if isOfJobManager, differences.count >= 3, 2 * differences.count > all {
      return [.anotherFile(differences, of: all, cluster)]
    }
    return differences.prefix(Self.most).map { .differs($0, cluster, isOfJobManager) }
  }

  /// The JobManager writes the port that it took in place of 0 or of a range.
  private func isTaken(_ port: String?, of text: String, _ exam: Examination) -> Bool {
    guard let port = port.flatMap(UInt16.init),
      let range = try? PortRange.parse(text, version: exam.versionAmong(PortRange.changes))
    else { return false }
    return range.isRandom || range.contains(port)
  }

  struct Difference {
    let entry: ConfigurationEntry
    /// nil where the JobManager runs without it.
    let running: String?
  }

  private static let most = 20

  /// What a JobManager puts in place of what its file says, as it starts.
  private static func isReplaced(_ key: String) -> Bool {
    [
      "jobmanager.rpc.address", "jobmanager.rpc.port", "rest.address", "rest.bind-port",
      "rest.port",
      "web.port", "web.tmpdir", "jobmanager.bind-host", "rest.bind-address", "taskmanager.host",
      "taskmanager.bind-host", "io.tmp.dirs", "high-availability.cluster-id",
    ].contains(key) || key.hasPrefix("jobmanager.memory.") || key.hasPrefix("$internal.")
      || key.hasPrefix("internal.") || key.hasPrefix("execution.") && key.contains("target")
      || key.hasPrefix("env.")
  }

  /// What all machines of a cluster must have alike.
  private static func mustAgree(_ key: String) -> Bool {
    let prefixes = [
      "akka.", "pekko.", "heartbeat.", "security.ssl.internal.", "security.ssl.enabled",
      "high-availability", "blob.server.", "cluster.registration.",
    ]
    return prefixes.contains(where: key.hasPrefix) && !isReplaced(key)
      && !key.hasSuffix("-password") && !key.hasSuffix("store")
  }
}

extension Verdict {
  fileprivate static func differs(
    _ difference: RunningConfigurationIsTheFile.Difference, _ cluster: ClusterEvidence,
    _ isOfJobManager: Bool
  ) -> Verdict {
    let key = difference.entry.key
    let with = difference.running.map { "with \($0.cut(to: 100))" } ?? "without it"
    let effect =
      isOfJobManager
      ? "The file was changed after its start, or it reads another one."
      : "This machine and the JobManager do not agree."
    return Verdict(
      .finding(.warning), subject: "key:\(key)",
      message: "\(key) is \(difference.entry.value.text.cut(to: 100)) here, and the JobManager at "
        + "\(cluster.url) runs \(with). \(effect)",
      location: Examination.location(of: difference.entry, difference.entry.valueRange), key: key,
      peer: cluster.peer,
      evidence: [
        cluster.line("/jobmanager/config", "\(key): \(difference.running ?? "not set")")
      ],
      fix: Fix(
        isOfJobManager
          ? "restart the JobManager; or \(difference.running.map { "\(key): \($0)" } ?? "delete the line")"
          : "write the same line on all machines, and restart what runs with another"),
      shows: isOfJobManager
        ? [.optionNotInForce(key: key)] : [.optionNotInForce(key: key), .unlike(what: key.plain)],
      explains: [.optionNotInForce(key: key)])
  }

  fileprivate static func anotherFile(
    _ differences: [RunningConfigurationIsTheFile.Difference], of all: Int,
    _ cluster: ClusterEvidence
  ) -> Verdict {
    let first = differences[0].entry
    return Verdict(
      .finding(.warning), subject: cluster.subject,
      message: """
        \(differences.count) of the \(all) lines of this file are not what the JobManager at \
        \(cluster.url) runs with: it was started with another file.
        """,
      location: Examination.location(of: first, first.valueRange),
      related: differences.dropFirst().prefix(4).compactMap { difference in
        Examination.location(of: difference.entry, difference.entry.valueRange).map {
          RelatedLocation(
            $0, "\(difference.entry.key) runs as \(difference.running?.cut(to: 80) ?? "not set")")
        }
      },
      key: first.key, peer: cluster.peer,
      evidence: differences.prefix(5).map {
        cluster.line("/jobmanager/config", "\($0.entry.key): \($0.running ?? "not set")")
      },
      fix: Fix(
        "look at --configDir of the JobManager's process (ps -ef), and at FLINK_CONF_DIR"),
      explains: Set(differences.map { .optionNotInForce(key: $0.entry.key) }))
  }
}

extension String {
  /// A key of Akka or Pekko without that name.
  fileprivate var plain: String {
    ["akka.", "pekko."].first(where: hasPrefix).map { String(dropFirst($0.count)) } ?? self
  }
}

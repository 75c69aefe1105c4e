package import Diagnosis
import Evidence
import FlinkConfiguration

/// A value of the command line wins over the file's.
package struct OverridesAgreeWithTheFile: Rule {
  package static let card = RuleCard(
    id: "FD9503", name: "overrides-agree-with-the-file", severity: .info,
    title: "No process that runs here was given another value than the file's",
    why: """
      `-Dkey=value`, --host and --webui-port on the command line win over the file. Whoever reads or \
      changes the file alone is misled, and so is a check of it: what it says there is not in force.
      """,
    fix: "Write the value into the file, or delete the line there.",
    sources: [
      "GlobalConfiguration.loadConfiguration(configDir, dynamicProperties)",
      "StandaloneSessionClusterEntrypoint: --host and --webui-port",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\nheartbeat.timeout: ↓60000",
        seen: [.process(.jobManager) { $0.overrides = [.init("heartbeat.timeout", "50000")] }]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", .warning,
        seen: [.process(.jobManager) { $0.overrides = [.init("jobmanager.rpc.address", "jm2")] }]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.memory.managed.size: 1g",
        seen: [
          .process(.taskManager) {
            $0.overrides = [.init("taskmanager.memory.managed.size", "1073741824b")]
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.process(.jobManager) { $0.overrides = [.init("jobmanager.rpc.address", "jm1")] }]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.process(.jobManager) { $0.overrides = [.init("rest.port", "8082")] }]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.processesOfThisConfiguration.filter(\.role.isOfCluster).flatMap { process in
      // The last one of a key holds.
      Dictionary(process.overrides.map { ($0.key, $0.value) }) { _, last in last }
        .sorted { $0.key < $1.key }.compactMap { key, value -> Verdict? in
          guard !Self.isComputed(key), value != SensitiveKeys.mask,
            let setting = exam.setting(key), !setting.says(value)
          else { return nil }
          return .overridden(setting, value, process, severity(of: key, exam))
        }
    }
  }

  /// The scripts compute these from the file and pass them on.
  private static func isComputed(_ key: String) -> Bool {
    key.contains(".memory.") || key == "taskmanager.cpu.cores" || key.hasPrefix("external-resource")
  }

  /// Where the probes went by the file, they went wrong; with leaders elected nobody goes by it.
  private func severity(of key: String, _ exam: Examination) -> Severity {
    let isAddress = key.hasSuffix(".address") || key.hasSuffix(".port") || key.hasSuffix(".host")
    guard isAddress, exam.deployment == .standalone else { return .info }
    return exam.jobManagerEndpoint?.isElected == true ? .info : .warning
  }
}

extension Verdict {
  fileprivate static func overridden(
    _ setting: Setting, _ value: String, _ process: ProcessEvidence, _ severity: Severity
  ) -> Verdict {
    var verdict = setting.finding(
      severity,
      """
      \(process.described.capitalised) was started with \(setting.key)=\(value) on its command \
      line, which wins over \(setting.text) here.
      """,
      fix: setting.replaced(by: value), explains: [.optionNotInForce(key: setting.key)])
    verdict.subject = "process:\(process.pid):\(setting.key)"
    return verdict
  }
}

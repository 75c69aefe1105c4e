package import Diagnosis
import FlinkConfiguration

/// What is neither `none`, `zookeeper` nor `kubernetes` is taken for the name of a class, and Flink does not start.
package struct HighAvailabilityTypeIsKnown: Rule {
  package static let card = RuleCard(
    id: "FD6101", name: "high-availability-type-is-known", severity: .error,
    title: "high-availability names a mode that this Flink has",
    why: """
      Flink knows NONE and ZOOKEEPER, and KUBERNETES from 1.16. It takes any other word for a \
      factory class: `Could not instantiate class 'zk' of type … HighAvailabilityServicesFactory`, \
      and no process starts. Up to 1.15 Kubernetes needs the factory's full name.
      """,
    fix: "Write zookeeper, kubernetes (from 1.16), none, or the full name of a factory class.",
    sources: [
      "org.apache.flink.runtime.jobmanager.HighAvailabilityMode#fromConfig, run for 1.12 to 2.3",
      "HighAvailabilityServicesUtils#createHighAvailabilityServices",
    ],
    examples: [
      .finding("high-availability: ↓zk"),
      .finding("high-availability.type: ↓filesystem", version: FlinkVersion(1, 20)),
      .finding("high-availability: ↓kubernetes", version: FlinkVersion(1, 15)),
      .healthy("high-availability: kubernetes", version: FlinkVersion(1, 16)),
      .healthy("high-availability: ZooKeeper"),
      .healthy("high-availability: none"),
      .healthy(
        "high-availability: \(HighAvailabilityMode.kubernetesFactory)",
        version: FlinkVersion(1, 13)),
      .healthy("high-availability: com.example.ha.Factory"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let setting = exam.highAvailabilitySetting else { return [] }
    guard case .factory(let name) = exam.highAvailability, !name.contains(".") else {
      return [setting.passed]
    }
    return [.noClass(setting, exam.version)]
  }
}

extension Verdict {
  fileprivate static func noClass(_ setting: Setting, _ version: FlinkVersion) -> Verdict {
    let isEarly = setting.text.lowercased() == "kubernetes"
    return setting.finding(
      .error,
      """
      \(setting.key) is \(setting.text), which Flink \(version) takes for the name of a class: no \
      process starts (`Could not instantiate class '\(setting.text)' of type \
      'org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory'`).
      """,
      fix: isEarly
        ? setting.replaced(by: HighAvailabilityMode.kubernetesFactory)
        : setting.text.lowercased().hasPrefix("z")
          ? setting.replaced(by: "zookeeper")
          : Fix("\(setting.key): zookeeper, kubernetes (from 1.16) or none"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }
}

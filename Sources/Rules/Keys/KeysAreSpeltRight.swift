package import Diagnosis
import FlinkConfiguration

/// A key that no Flink knows and that is a slip away from one that is missing was meant to be that one.
package struct KeysAreSpeltRight: Rule {
  package static let card = RuleCard(
    id: "FD1201", name: "keys-are-spelt-right", severity: .error,
    title: "No key is a misspelling of an option",
    why: """
      Flink reads the keys that it knows and says nothing about the others: a misspelt option is \
      not set, and its default is in force.
      """,
    fix: "Write the option's name as Flink has it.",
    sources: [
      "GlobalConfiguration stores every key; Configuration#getOptional asks for an option's own",
      "the ConfigOption fields of every jar of 1.12 to 2.3",
    ],
    examples: [
      .finding("↓jobmanager.rpc.ardress: jm1"),
      .finding("jobmanager.rpc.address: jm1\n↓taskmanager.numberOfTaskSlot: 4"),
      .finding("↓akka.ask.timout: 60 s", version: FlinkVersion(1, 12)),
      .finding("↓taskManager.host: tm1"),
      .finding("↓task_manager.host: tm1"),
      .finding("↓taskmanager_memory_process_size: 4g"),
      .finding("↓high-availability.storage-dir: hdfs:///ha"),
      .finding("taskmanager:\n  ↓hots: tm1", version: FlinkVersion(2, 3)),
      .healthy("jobmanager.rpc.address: jm1\ntaskmanager.numberOfTaskSlots: 4"),
      .healthy("metrics.reporter.prom.prot: 9249"),
      .healthy("s3.endpont: http://minio:9000"),
      .healthy("kubernetes.operator.jbo.x: 1"),
      // Set under its right name too: what the other line is for cannot be told.
      .healthy("taskmanager.host: tm1\ntaskmanager.hots: tm2"),
      // A known key of another version is another rule's business.
      .healthy("pekko.ask.timeout: 10 s", version: FlinkVersion(1, 12)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.unexplainedKeys.compactMap { item in
      guard exam.standing(of: item) == .unknown,
        let meant = exam.meant(by: item).first, let setting = exam.written(item.entry.key)
      else { return nil }
      return .misspelt(setting, meant: exam.presentName(of: meant))
    }
  }
}

extension Verdict {
  fileprivate static func misspelt(_ setting: Setting, meant: String) -> Verdict {
    setting.keyFinding(
      .error,
      """
      No option is called \(setting.key), did you mean \(meant)? Flink ignores the line, and \
      \(meant) is not set.
      """,
      fix: setting.renamed(to: meant), spoilt: [meant])
  }
}

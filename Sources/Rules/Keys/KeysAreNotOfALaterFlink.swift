package import Diagnosis
import FlinkConfiguration

/// A key of a later Flink is no key at all to this one.
package struct KeysAreNotOfALaterFlink: Rule {
  package static let card = RuleCard(
    id: "FD1203", name: "keys-are-not-of-a-later-flink", severity: .error,
    title: "No key comes with a later Flink only",
    why: """
      Pages and templates show the newest names. An older Flink does not know them and ignores the \
      line without a word: `pekko.*` up to 1.17, `high-availability.type` and `env.java.opts.all` \
      up to 1.16. What the line was to set keeps its default.
      """,
    fix: "Write the name that this Flink has; where it has none, the feature is not there.",
    sources: ["the ConfigOption fields and their fallback keys in every jar of 1.12 to 2.3"],
    examples: [
      .finding("↓pekko.ask.timeout: 60 s", version: FlinkVersion(1, 17)),
      .finding("↓high-availability.type: zookeeper", version: FlinkVersion(1, 16)),
      .finding("↓env.java.opts.all: -Xlog:gc", version: FlinkVersion(1, 16)),
      .finding("↓execution.checkpointing.dir: s3://b/c", version: FlinkVersion(1, 19)),
      // The default of the old name is the same, or both names say the same: nothing is lost.
      .finding("↓pekko.ask.timeout: 10 s", .info, version: FlinkVersion(1, 17)),
      .finding(
        "akka.ask.timeout: 60 s\n↓pekko.ask.timeout: 60s", .info, version: FlinkVersion(1, 17)),
      .finding(
        "akka.ask.timeout: 30 s\n↓pekko.ask.timeout: 60 s", .warning, version: FlinkVersion(1, 17)),
      .finding("↓taskmanager.load-balance.mode: SLOTS", .warning, version: FlinkVersion(1, 18)),
      .finding("↓flink.hadoop.dfs.replication: 2", .warning, version: FlinkVersion(1, 12)),
      .finding("↓kubernetes.secrets.a: /mnt", .warning, version: FlinkVersion(1, 13)),
      .healthy("pekko.ask.timeout: 60 s", version: FlinkVersion(1, 18)),
      .healthy("akka.ask.timeout: 60 s", version: FlinkVersion(1, 17)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.keys.items.compactMap { item in
      guard case .later(let since, let instead) = exam.standing(of: item),
        let setting = exam.written(item.entry.key)
      else { return nil }
      guard let old = instead.first else { return .missing(setting, since) }
      if let present = exam.setting(old) { return .both(setting, since, present) }
      let isDefault = exam.option(old)?.default.map(setting.says)
      return .ignored(setting, since, old, isDefault: isDefault ?? false)
    }
  }
}

extension Verdict {
  fileprivate static func ignored(
    _ setting: Setting, _ since: FlinkVersion, _ old: String, isDefault: Bool
  ) -> Verdict {
    let effect =
      isDefault
      ? "Its value is the default of \(old), so nothing changes."
      : "\(old), as it is called before, keeps its default."
    return setting.keyFinding(
      isDefault ? .info : .error,
      "\(setting.key) came with Flink \(since), and an earlier Flink ignores the line. \(effect)",
      fix: setting.renamed(to: old), spoilt: isDefault ? [] : [old])
  }

  fileprivate static func both(
    _ setting: Setting, _ since: FlinkVersion, _ present: Setting
  ) -> Verdict {
    let isSame = setting.says(present.text)
    return setting.keyFinding(
      isSame ? .info : .warning,
      """
      \(setting.key) came with Flink \(since), and an earlier Flink takes \(present.key)\
      \(isSame ? ", which says the same" : ", which says otherwise").
      """,
      fix: isSame ? Fix("delete the line \(setting.key): …") : setting.renamed(to: present.key),
      related: present.related("this one is in force"))
  }

  fileprivate static func missing(_ setting: Setting, _ since: FlinkVersion) -> Verdict {
    setting.keyFinding(
      .warning,
      """
      \(setting.key) came with Flink \(since), and an earlier Flink ignores the line: it has \
      nothing that does the same.
      """,
      fix: Fix("delete the line \(setting.key): …, or run Flink \(since) or later"))
  }
}

package import Diagnosis
import FlinkConfiguration

/// A key that nothing reads is a wish that nobody grants; but it may be a plug-in's, so it is no error.
package struct KeysAreKnown: Rule {
  package static let card = RuleCard(
    id: "FD1202", name: "keys-are-known", severity: .warning,
    title: "Every key is read by something",
    why: """
      Flink ignores what it does not know without a word. The key may belong to a plug-in, to a \
      vendor's Flink or to user code that reads the configuration; else it was invented, or taken \
      from a page about something else.
      """,
    fix: "Look the option up with `flinkdoctor options`, or delete the line.",
    sources: [
      "the ConfigOption fields of every jar of 1.12 to 2.3",
      "the prefixes that Flink hands on: metrics.reporter, fs.*, containerized.*.env and others",
    ],
    examples: [
      .finding("↓pipeline.default-parallelism: 4"),
      .finding("↓state.rocksdb.localdir: /data"),
      .finding("↓my.company.setting: 1"),
      .finding("taskmanager.host: tm1\n↓taskmanager.hots: tm2"),
      .finding("↓connectTimeout: 5000"),
      .finding("classloader:\n  ↓resolve: parent-first", version: FlinkVersion(2, 3)),
      .healthy("parallelism.default: 4\nstate.backend.rocksdb.localdir: /data"),
      .healthy("metrics.reporter.prom.class: x\nmetrics.reporter.prom.anything: 1"),
      .healthy("containerized.master.env.TZ: UTC\nflink.hadoop.fs.defaultFS: hdfs://nn"),
      .healthy("kubernetes.secrets.a: /mnt", version: FlinkVersion(1, 14)),
      .healthy("jobmanager.rpc.ardress: jm1"),
      .healthy("query.server.port: 6125"),
      // The nesting is what is wrong with the line.
      .healthy("taskmanager:\n  memory:\n    process:\n      size: 4g"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.unexplainedKeys.compactMap { item in
      guard let setting = exam.written(item.entry.key) else { return nil }
      switch exam.standing(of: item) {
      case .unknown:
        return exam.meant(by: item).isEmpty ? .unknown(setting, near: exam.near(item)) : nil
      case .elsewhere(let scope): return .elsewhere(setting, scope)
      default: return nil
      }
    }
  }
}

extension Verdict {
  fileprivate static func unknown(_ setting: Setting, near: [String]) -> Verdict {
    let hint = near.isEmpty ? "" : " Near to it is \(near.listed)."
    let fix =
      near.first.map { setting.renamed(to: $0) } ?? Fix("delete the line \(setting.key): …")
    return setting.keyFinding(
      .warning,
      "No option of Flink is called \(setting.key), and no prefix that it hands on covers it: "
        + "the line has no effect on Flink.\(hint)",
      fix: fix)
  }

  fileprivate static func elsewhere(_ setting: Setting, _ scope: OptionScope) -> Verdict {
    let place: String
    let fix: Fix
    if case .suffix(let prefixes) = scope, let prefix = prefixes.first {
      place = "an option of \(prefix) and counts below that prefix only"
      fix = setting.renamed(to: prefix + "." + setting.key)
    } else {
      place = "an option of tables, formats or catalogues and counts in SQL only"
      fix = Fix("WITH ('\(setting.key)' = '…') in the table's CREATE statement")
    }
    return setting.keyFinding(
      .warning,
      "\(setting.key) is \(place): in the configuration file the line has no effect.", fix: fix)
  }
}

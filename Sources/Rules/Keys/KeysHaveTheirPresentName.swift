package import Diagnosis
import FlinkConfiguration

/// An old name still works, until a later Flink drops it.
package struct KeysHaveTheirPresentName: Rule {
  package static let card = RuleCard(
    id: "FD1205", name: "keys-have-their-present-name", severity: .info,
    title: "Keys carry the name that this Flink documents",
    why: """
      Flink reads old names as fallbacks of the new ones and warns in its log. A later release \
      drops them, and the line then counts for nothing without a word.
      """,
    fix: "Write the present name, or leave it until the next upgrade.",
    sources: [
      "ConfigOption#fallbackKeys and @Deprecated in every jar of 1.12 to 2.3",
      "Configuration#getOptional: own key first, then the fallback keys in order",
    ],
    examples: [
      .finding("↓akka.ask.timeout: 60 s", version: FlinkVersion(1, 18)),
      .finding("↓state.backend: rocksdb", version: FlinkVersion(2, 0), dialect: .standard),
      .finding("↓taskmanager.network.memory.min: 64mb", version: FlinkVersion(1, 12)),
      .finding("↓jobmanager.heap.size: 1g", version: FlinkVersion(1, 18)),
      .healthy("akka.ask.timeout: 60 s", version: FlinkVersion(1, 17)),
      .healthy("state.backend.type: rocksdb", version: FlinkVersion(2, 0)),
      // rest.bind-port only falls back to it: the key has its own meaning.
      .healthy("rest.port: 8081\njobmanager.rpc.address: jm1"),
      // Both names: another rule says who wins.
      .healthy("akka.ask.timeout: 60 s\npekko.ask.timeout: 60 s", version: FlinkVersion(1, 18)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.keys.items.compactMap { item in
      switch exam.standing(of: item) {
      case .alias(let readers):
        guard readers.contains(where: \.isDeprecated),
          let setting = exam.written(item.entry.key),
          exam.winner(over: setting, readers: readers) == nil
        else { return nil }
        return .renamed(setting, to: exam.presentName(of: setting.key))
      case .option(let option) where option.isDeprecated:
        return exam.written(item.entry.key).map { .deprecated($0, option) }
      default: return nil
      }
    }
  }
}

extension Verdict {
  fileprivate static func renamed(_ setting: Setting, to name: String) -> Verdict {
    Verdict(
      .finding(.info), subject: setting.subject,
      message: "\(setting.key) is now called \(name); Flink still reads the old name.",
      location: setting.keyLocation ?? setting.location, key: setting.key,
      fix: setting.renamed(to: name))
  }

  fileprivate static func deprecated(_ setting: Setting, _ option: FlinkOption) -> Verdict {
    let known = FlinkVersion.known
    let gone = known.firstIndex(of: option.until).map { $0 + 1 } ?? known.count
    let end = gone < known.count ? " and Flink \(known[gone]) drops it" : ""
    return Verdict(
      .finding(.info), subject: setting.subject,
      message: "\(setting.key) is deprecated: Flink still reads it\(end).",
      location: setting.keyLocation ?? setting.location, key: setting.key,
      fix: successor(of: setting, from: gone))
  }

  /// What to write from the release that drops the option on.
  private static func successor(of setting: Setting, from gone: Int) -> Fix {
    let known = FlinkVersion.known
    guard known.indices.contains(gone),
      case .removed(_, let replacedBy?) = OptionCatalogue.standing(of: setting.key, in: known[gone]),
      !replacedBy.isEmpty
    else { return Fix("delete the line \(setting.key): … before the upgrade") }
    return setting.succeeded(by: replacedBy)
  }
}

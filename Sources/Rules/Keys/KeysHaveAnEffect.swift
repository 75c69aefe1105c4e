package import Diagnosis
import FlinkConfiguration

/// Some keys are options in name only: nothing reads their value.
package struct KeysHaveAnEffect: Rule {
  package static let card = RuleCard(
    id: "FD1206", name: "keys-have-an-effect", severity: .info,
    title: "No key is an option in name only",
    why: """
      The key is declared, or was once, and no class of this Flink reads it. The line does no harm \
      and nothing else; who tunes it tunes nothing.
      """,
    fix: "Delete the line; the message names what governs the matter now.",
    sources: [
      "every class of the jars of 1.12 to 2.3, searched for a use of the option's field",
      "the official Docker image writes query.server.port, which no Flink since 1.12 reads",
    ],
    examples: [
      .finding("↓query.server.port: 6125"),
      .finding("↓akka.watch.heartbeat.pause: 120 s", version: FlinkVersion(1, 12)),
      .finding("↓taskmanager.registration.max-backoff: 30 s", version: FlinkVersion(1, 14)),
      .finding("↓taskmanager.memory.preallocate: false", version: FlinkVersion(1, 12)),
      .finding("↓web.backpressure.num-samples: 10", version: FlinkVersion(1, 13)),
      .healthy("web.backpressure.num-samples: 10", version: FlinkVersion(1, 12)),
      .healthy("queryable-state.server.ports: 6125"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.keys.items.compactMap { item in
      guard case .noOp(let reason) = exam.standing(of: item),
        let setting = exam.written(item.entry.key)
      else { return nil }
      return .idle(setting, reason)
    }
  }
}

extension Verdict {
  fileprivate static func idle(_ setting: Setting, _ reason: String) -> Verdict {
    setting.keyFinding(
      .info, "Nothing reads \(setting.key): \(reason).",
      fix: Fix("delete the line \(setting.key): …"))
  }
}

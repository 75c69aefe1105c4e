package import Diagnosis
import FlinkConfiguration

/// Old and new name of one option in one file: the new one wins, and the other misleads its reader.
package struct OldAndNewNameAgree: Rule {
  package static let card = RuleCard(
    id: "FD1207", name: "old-and-new-name-agree", severity: .warning,
    title: "An option is set under one of its names",
    why: """
      Flink asks for an option's own key first and then for its old names, in a fixed order and \
      wherever the lines stand. The value under the other name is dropped without a word.
      """,
    fix: "Keep the line with the present name and delete the other.",
    sources: ["Configuration#getOptional and ConfigOption#fallbackKeys, 1.12 to 2.3"],
    examples: [
      .finding(
        "pekko.ask.timeout: 10 s\n↓akka.ask.timeout: 60 s", version: FlinkVersion(1, 18)),
      .finding(
        "↓akka.ask.timeout: 60 s\npekko.ask.timeout: 60s", .info, version: FlinkVersion(1, 18)),
      .finding(
        "state.checkpoints.dir: s3://a/b\n↓state.backend.fs.checkpointdir: s3://c/d",
        version: FlinkVersion(1, 18)),
      .healthy("pekko.ask.timeout: 10 s\npekko.tcp.timeout: 20 s", version: FlinkVersion(1, 18)),
      // A fallback that keeps its own meaning.
      .healthy("rest.port: 8081\nrest.bind-port: 8081-8090"),
      .healthy("jobmanager.rpc.address: jm1\nrest.address: jm1.example.org"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.keys.items.compactMap { item in
      guard case .alias(let readers) = exam.standing(of: item),
        let old = exam.written(item.entry.key),
        let winner = exam.winner(over: old, readers: readers)
      else { return nil }
      return .overruled(old, by: winner)
    }
  }
}

extension Verdict {
  fileprivate static func overruled(_ old: Setting, by winner: Setting) -> Verdict {
    let isSame = old.says(winner.text)
    return old.keyFinding(
      isSame ? .info : .warning,
      """
      \(old.key) and \(winner.key) are names of one option, and Flink takes \(winner.key)\
      \(isSame ? "; both say the same" : ": the value of this line is dropped").
      """,
      fix: Fix("delete the line \(old.key): …"),
      related: winner.related("this one is in force"))
  }
}

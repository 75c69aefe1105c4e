/// What all rules say of one examination, before causes are looked for.
package struct Judgement: Sendable {
  let verdicts: [MergedVerdict]
  /// Which of several nodes it is about; nil for all of them, and for a node alone.
  let node: JudgedNode?

  /// The results of each, and the causes among all of them.
  ///
  /// What stands earlier is preferred as a cause: what several nodes show together comes first.
  package static func concluding(
    _ judgements: [Judgement]
  ) -> (results: [[CheckResult]], diagnosis: [RootCause]) {
    let directory = NodeDirectory(judgements.compactMap(\.node))
    let findings = judgements.flatMap { judgement in
      judgement.verdicts.filter(\.isFinding).map { $0.knowing(directory) }
    }
    let causes = RootCauses(of: findings)
    var place = 0
    let results = judgements.map { judgement in
      let own = judgement.verdicts.filter(\.isFinding)
      return judgement.verdicts.map { verdict in
        var result = verdict.result
        if verdict.isFinding {
          result.cause = causes[place]
          place += 1
        }
        if let subject = verdict.blockedBy {
          // The finding about the subject that stood in the way says more than its name.
          let blocker = own.first { $0.result.subject == subject }?.result
          result.cause = blocker?.fingerprint
          result.reason =
            (result.reason ?? "") + (blocker.map { ": because of \($0.id)" } ?? " (\(subject))")
        }
        return result
      }
    }
    return (results, causes.diagnosis)
  }
}

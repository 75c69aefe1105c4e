package import Diagnosis
import Evidence

extension Examination {
  /// What several logs show together, as the cause of its episode or under that.
  package func verdict(
    of inference: LogInference, _ statement: LogStatement, _ severity: Severity,
    in story: LogStory
  ) -> Verdict {
    let here = Symptom.inLogs(episode: inference.episode)
    let isPrincipal = story.isPrincipal(inference)
    return Verdict(
      .finding(statement.severity ?? severity),
      subject: "log:\(inference.process) episode \(inference.episode + 1)",
      message: statement.message, location: inference.events.first.flatMap(location(of:)),
      related: inference.events.dropFirst().prefix(3).compactMap { event in
        location(of: event).map { RelatedLocation($0, "seen with it") }
      },
      peer: statement.peer, evidence: inference.events.prefix(4).map { line($0, in: story) },
      fix: Fix(statement.fix), shows: statement.shows.union(isPrincipal ? [] : [here]),
      explains: isPrincipal
        ? story.outcome(of: inference.process, episode: inference.episode).union([here]) : [])
  }
}

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
    let isOver =
      [.gone, .unanswered].contains(inference.kind)
      && answersNow(inference.events, story, inference.episode)
    return Verdict(
      .finding(isOver ? .info : statement.severity ?? severity),
      subject: "log:\(inference.process) episode \(inference.episode + 1)",
      message: statement.message,
      location: inference.events.first.flatMap { location(of: $0) } ?? log(of: inference.process),
      related: inference.events.dropFirst().prefix(3).compactMap { event in
        location(of: event).map { RelatedLocation($0, "seen with it") }
      },
      peer: statement.peer, evidence: inference.events.prefix(4).map { line($0, in: story) },
      fix: Fix(statement.fix),
      shows: statement.shows.union(isPrincipal ? inference.symptoms : [here]),
      explains: isPrincipal ? outcome(of: inference).union([here, .jobsFail]) : [])
  }

  /// The log of a process, where one of those read is its own.
  private func log(of process: LogProcess) -> Location? {
    process.file.flatMap { evidence.logs?.files[$0].path }.map { Location(path: $0) }
  }

  private func outcome(of inference: LogInference) -> Set<Symptom> {
    inference.kind == .gone && inference.process.role == .taskManager
      ? [.taskManagerNotRegistered] : []
  }
}

extension LogInference {
  /// What somebody must miss of this process now, if it is still so: a probe that finds it, or the
  /// line of a configuration that brings it about, is nearer to the cause than what logs witnessed.
  fileprivate var symptoms: Set<Symptom> {
    var symptoms: Set<Symptom> = [.heartbeatsLost]
    switch process.role {
    case .jobManager: symptoms.insert(.jobManagerNotFound)
    case .taskManager: symptoms.formUnion([.taskManagerNotReachable, .jobManagerNotFound])
    case .client, .unknown: break
    }
    return symptoms
  }
}

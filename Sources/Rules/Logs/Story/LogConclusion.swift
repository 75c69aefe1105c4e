package import Diagnosis

/// A rule about what several logs tell together and no line of them says.
package protocol LogConclusion: Rule {
  /// What an inference says; nil for one that is another rule's.
  func statement(of inference: LogInference, in story: LogStory) -> LogStatement?
}

extension LogConclusion {
  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let story = exam.logStory else { return [] }
    return story.inferences.compactMap { inference in
      statement(of: inference, in: story).map {
        exam.verdict(of: inference, $0, Self.card.severity, in: story)
      }
    }
  }
}

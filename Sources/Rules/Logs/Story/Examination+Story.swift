package import Diagnosis
package import Evidence

extension Examination {
  /// What the logs tell together; nil where none was read.
  package var logStory: LogStory? {
    guard evidence.logs != nil else { return nil }
    return derivedFromLogs { exam in
      LogStory(
        exam.evidence.logs ?? LogEvidence(),
        signatures: RuleRegistry.rules.compactMap { $0 as? any LogSignature.Type })
    }
  }

  /// A signature's finding, one that `heals` or not, under the principal of its episode or as that principal.
  package func verdict(
    of happening: LogHappening, _ statement: LogStatement, _ severity: Severity, heals: Bool,
    in story: LogStory
  ) -> Verdict {
    var severity = statement.severity ?? severity
    let isOver = heals && answersNow(happening.events, story, happening.episode)
    if happening.isOfStart || happening.isOfStop || isOver {
      severity = .info
    } else if happening.isHealed {
      severity = min(severity, .warning)
    }
    if happening.rank == .trace, severity == .warning, story.isPrincipal(happening) {
      // Nothing went wrong that this would follow from.
      severity = .info
    }
    let here = Symptom.inLogs(episode: happening.episode)
    let isPrincipal = story.isPrincipal(happening)
    let folds =
      happening.rank > .note
      && (happening.weight < story.weight(ofEpisode: happening.episode)
        || happening.weight <= .inferred || story.isAlike(happening))
    let shown = happening.events.prefix(4)
    return Verdict(
      .finding(severity),
      subject: "log:\(happening.author) episode \(happening.episode + 1)",
      message: statement.message, location: location(of: happening.first),
      related: happening.events.dropFirst().prefix(3).compactMap { event in
        location(of: event).map { RelatedLocation($0, "again") }
      },
      peer: statement.peer, evidence: shown.map { line($0, in: story) },
      fix: Fix(statement.fix),
      shows: statement.shows.union(isPrincipal || !folds ? [] : [here]),
      explains: isPrincipal ? story.outcome(of: happening).union([here, .jobsFail]) : [])
  }

  /// Whether the process that these lines miss answers a handshake today, and no job failed of it.
  ///
  /// Nobody shakes hands with the actor system of its metrics: that of its machine's RPC tells.
  package func answersNow(_ events: [LogEvent], _ story: LogStory, _ episode: Int) -> Bool {
    guard !story.aJobFailed(in: episode), let missed = events.address else { return false }
    return (evidence.remoting ?? []).contains { answer in
      answer.outcome == .associated
        && (answer.port == missed.port || missed.system == "flink-metrics")
        && [answer.host, answer.address].contains { $0 == missed.host || $0 == missed.ip }
    }
  }

  /// A line of a log as evidence: where it stands, when, and what it says.
  package func line(_ event: LogEvent, in story: LogStory) -> EvidenceLine {
    let file = story.evidence.files[event.file].shortName
    let time = event.time.map { LogTime.clock($0) + " " } ?? ""
    let more = event.count > 1 ? " (\(event.count) times)" : ""
    return EvidenceLine(
      source: "\(file):\(event.line)", text: time + event.text.cut(to: 300) + more)
  }
}

extension String {
  /// At most so many scalars, with `…` where something is missing.
  package func cut(to count: Int) -> String {
    guard unicodeScalars.count > count else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.prefix(count))) + "…"
  }
}

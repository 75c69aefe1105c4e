package import Diagnosis

extension Setting {
  /// What a verdict about an option names.
  package var subject: String { "key:\(key)" }

  /// A finding at the setting's value.
  package func finding(
    _ severity: Severity, _ message: String, fix: Fix?, related: [RelatedLocation] = [],
    evidence: [EvidenceLine] = [], shows: Set<Symptom> = [], explains: Set<Symptom> = [],
    keepsFromStarting: Bool = false
  ) -> Verdict {
    Verdict(
      .finding(severity), subject: subject, message: message, location: location,
      related: related, key: key, evidence: evidence, fix: fix, shows: shows, explains: explains,
      keepsFromStarting: keepsFromStarting)
  }

  package var passed: Verdict { Verdict(.passed, subject: subject, location: location, key: key) }

  package func skipped(_ reason: String) -> Verdict {
    Verdict(.skipped(reason: reason), subject: subject, location: location, key: key)
  }

  package func unknown(_ reason: String, blockedBy: String? = nil) -> Verdict {
    Verdict(
      .unknown(reason: reason, blockedBy: blockedBy), subject: subject, location: location,
      key: key)
  }

  /// Writes another value in the place of this one.
  package func replaced(by value: String) -> Fix {
    Fix(
      "\(key): \(value)",
      edits: location.flatMap { place in
        place.range.map { [Edit(path: place.path, range: $0, text: value)] }
      } ?? [])
  }

  /// Shows where this stands, as the other half of a contradiction.
  package func related(_ message: String) -> [RelatedLocation] {
    location.map { [RelatedLocation($0, message)] } ?? []
  }
}

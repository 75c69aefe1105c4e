/// Matches what findings show with what findings explain, and finds the ones that nothing explains.
struct RootCauses {
  /// By the place of what they bring about.
  private var causes: [Int: String] = [:]
  let diagnosis: [RootCause]

  init(of findings: [MergedVerdict]) {
    var parents: [Int?] = findings.map { _ in nil }
    let explaining = findings.indices.filter { !findings[$0].explains.isEmpty }
    for (symptom, finding) in findings.enumerated() where !finding.shows.isEmpty {
      let able = explaining.filter { candidate in
        candidate != symptom && findings[candidate].accounts(for: finding)
          && !Self.leads(from: candidate, to: symptom, by: parents)
      }
      // The nearest cause first: it may have one of its own, elsewhere.
      parents[symptom] = able.first { findings[$0].node == finding.node } ?? able.first
    }
    Self.join(findings, &parents)
    var explained: [Int: [Int]] = [:]
    for at in findings.indices where parents[at] != nil {
      let root = Self.root(of: at, by: parents)
      explained[root, default: []].append(at)
      causes[at] = findings[root].result.fingerprint
    }
    // Of equally grave ones first the one that explains most.
    let roots = findings.indices.filter { parents[$0] == nil }.sorted { left, right in
      let severities = [left, right].map { findings[$0].result.severity }
      let counts = [left, right].map { explained[$0]?.count ?? 0 }
      return severities[0] == severities[1] && counts[0] != counts[1]
        ? counts[0] > counts[1] : left < right
    }
    diagnosis = roots.compactMap { at in
      let result = findings[at].result
      guard explained[at] != nil || result.severity == .error else { return nil }
      return RootCause(
        cause: result.fingerprint,
        summary: [result.message, result.fix?.text].compactMap { $0 }.joined(separator: " Fix: "),
        explains: (explained[at] ?? []).map { findings[$0].result.fingerprint })
    }
  }

  /// The fingerprint of what brings the finding at this place about; nil for a cause of its own.
  subscript(place: Int) -> String? { causes[place] }

  /// What several nodes see of one host is one fault: it has the cause that one of them knows, or the
  /// first of them stands for all.
  private static func join(_ findings: [MergedVerdict], _ parents: inout [Int?]) {
    for later in findings.indices where parents[later] == nil {
      let twins = findings.indices.filter { findings[$0].repeats(findings[later]) }
      let known = twins.first { parents[$0] != nil && !leads(from: $0, to: later, by: parents) }
      parents[later] =
        known.flatMap { parents[$0] } ?? twins.first { $0 < later && parents[$0] == nil }
    }
  }

  private static func root(of start: Int, by parents: [Int?]) -> Int {
    var at = start
    while let parent = parents[at] { at = parent }
    return at
  }

  /// Whether `target` is already above `start`, so that making it a child would close a ring.
  private static func leads(from start: Int, to target: Int, by parents: [Int?]) -> Bool {
    var at: Int? = start
    while let here = at {
      if here == target { return true }
      at = parents[here]
    }
    return false
  }
}

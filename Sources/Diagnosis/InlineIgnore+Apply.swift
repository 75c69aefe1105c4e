import FlinkConfiguration

extension InlineIgnore {
  /// Silences the findings that the comments name, and says of each comment that is of no use.
  ///
  /// `isPart`: only some rules were asked, so that nobody knows what the comments are for.
  package static func apply(
    _ ignores: [InlineIgnore], path: String, to results: [CheckResult], isPart: Bool = false
  ) -> [CheckResult] {
    var results = results
    for ignore in ignores {
      let location = Location(path: path, range: ignore.range)
      guard let reason = ignore.reason else {
        results.append(.ignoreWithoutReason(ignore, at: location))
        continue
      }
      let silenced = results.indices.filter { at in
        let result = results[at]
        return result.status == .finding && result.location?.path == path
          && result.location?.range?.start.line == ignore.target
          && ignore.patterns.contains { pattern in
            Selection.matches(result.id, pattern) || Selection.matches(result.name, pattern)
              || result.family.name == pattern
          }
      }
      for at in silenced { results[at].suppressed = reason }
      if silenced.isEmpty, !isPart { results.append(.idleIgnore(ignore, at: location)) }
    }
    return results
  }

  /// The pages of the two findings that comments themselves can bring.
  package static let cards = [
    RuleCard(
      id: "FD1801", name: "ignore-has-a-reason", severity: .warning,
      title: "An ignore comment says why",
      why: """
        A finding that is silenced without a reason is found again by the next person, at the \
        next incident. Without a reason the comment silences nothing.
        """,
      fix: "# flinkdoctor: ignore=FD2104 reason=\"one machine, by intent\"", sources: [],
      examples: []),
    RuleCard(
      id: "FD1802", name: "ignore-silences-something", severity: .warning,
      title: "An ignore comment silences a finding",
      why: """
        The finding that it was written for is gone, or the comment stands on another line; left \
        there it will hide the next finding of that kind.
        """,
      fix: "Delete the comment, or put it on the line of the finding or above it.", sources: [],
      examples: []),
  ]
}

extension CheckResult {
  fileprivate static func ignoreWithoutReason(
    _ ignore: InlineIgnore, at location: Location
  ) -> CheckResult {
    CheckResult(
      of: InlineIgnore.cards[0], ignore, at: location,
      message: "this comment gives no reason, so it silences nothing",
      fix: Fix(
        "# flinkdoctor: ignore=\(ignore.patterns.joined(separator: ",")) reason=\"say why\""))
  }

  fileprivate static func idleIgnore(
    _ ignore: InlineIgnore, at location: Location
  ) -> CheckResult {
    let patterns = ignore.patterns.joined(separator: ",")
    return CheckResult(
      of: InlineIgnore.cards[1], ignore, at: location,
      message: "no finding \(patterns) on line \(ignore.target): this comment silences nothing",
      fix: Fix("Delete the comment."))
  }

  private init(
    of card: RuleCard, _ ignore: InlineIgnore, at location: Location, message: String, fix: Fix
  ) {
    let subject = "ignore:\(ignore.patterns.joined(separator: ","))"
    self.init(
      id: card.id, name: card.name, title: card.title, family: card.family, status: .finding,
      severity: card.severity, message: message, subject: subject, location: location, fix: fix,
      fingerprint: Fingerprint.of([card.id, location.path, subject, "\(ignore.line)"]))
  }
}

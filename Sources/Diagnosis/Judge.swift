import FlinkConfiguration

/// Runs every rule over every version that is still possible and merges what is equal.
package struct Judge: Sendable {
  private let rules: [any Rule.Type]
  private let sharesVerdicts: Bool
  /// How much of a path, from its end, names a finding: more where the inputs of a run share a name.
  package var pathParts = 1

  /// - Parameters:
  ///   - rules: each is asked, in this order.
  ///   - sharesVerdicts: asks a rule once for all versions that are alike to it. The result is the
  ///     same without, which takes as many times longer as there are versions.
  package init(rules: [any Rule.Type], sharesVerdicts: Bool = true) {
    self.rules = rules
    self.sharesVerdicts = sharesVerdicts
  }

  /// The results of one examination, sorted, and the causes among them.
  package func judge(_ exam: Examination) -> (results: [CheckResult], diagnosis: [RootCause]) {
    let (results, diagnosis) = Judgement.concluding([verdicts(on: exam)])
    return (results[0], diagnosis)
  }

  /// What the rules say of one examination: of `node`, where it is one of several.
  package func verdicts(on exam: Examination, of node: String? = nil) -> Judgement {
    judgement(merged(rules, on: exam, of: node), on: exam, of: node)
  }

  /// What the rules say of each of several nodes, whose logs are read together where they can be.
  package func verdicts(on nodes: [NodeExamination]) -> [Judgement] {
    let logs = NodeLogs(nodes)
    let ofLogs = rules.filter { $0.card.family == .logs }
    let others = rules.filter { $0.card.family != .logs }
    let told = logs.map { logs in
      Dictionary(grouping: merged(ofLogs, on: logs.exam, of: nil)) {
        logs.node(of: $0.result.location)
      }
    }
    return nodes.map { node in
      let isTold = logs?.nodes.contains(node.name) == true
      let own = merged(isTold ? others : rules, on: node.exam, of: node.name)
      let ofLogs = (told?[node.name] ?? []).map { $0.toldTogether(on: node.name) }
      return judgement(own + ofLogs, on: node.exam, of: node.name)
    }
  }

  private func merged(
    _ rules: [any Rule.Type], on exam: Examination, of node: String?
  ) -> [MergedVerdict] {
    let versions = exam.versions.versions
    var exam = exam
    exam.shared = Examination.Shared()
    return rules.flatMap { verdicts(of: $0, in: &exam, node, versions: versions) }
  }

  private func judgement(
    _ merged: [MergedVerdict], on exam: Examination, of node: String?
  ) -> Judgement {
    // Results are large: their places are sorted, and each is moved once.
    var sorted = merged.indices.sorted { merged[$0].result < merged[$1].result }
      .map { merged[$0] }
    name(&sorted, of: exam)
    return Judgement(verdicts: sorted, node: node.map { JudgedNode(name: $0, exam) })
  }

  private func verdicts(
    of type: any Rule.Type, in exam: inout Examination, _ node: String?, versions: [FlinkVersion]
  ) -> [MergedVerdict] {
    let rule = type.init()
    let card = type.card
    var left = card.versions == .all ? versions : versions.filter(card.versions.contains)
    var merged: [MergedVerdict] = []
    var known: [MergedVerdict.Identity: Int] = [:]
    while let version = left.first {
      exam.version = version
      exam.reads = VersionReads()
      let verdicts = verdicts(of: rule, in: exam)
      // What it read is the same under these, and so are its verdicts.
      let alike = exam.reads.alike
      let judged = sharesVerdicts ? left.filter { $0 == version || alike.contains($0) } : [version]
      if judged.count == left.count { left = [] } else { left.removeAll(where: judged.contains) }
      var repeats: [MergedVerdict.Identity: Int] = [:]
      for verdict in verdicts {
        var identity = MergedVerdict.Identity(verdict)
        identity.repetition = repeats[identity, default: 0]
        repeats[MergedVerdict.Identity(verdict), default: 0] += 1
        if let at = known[identity] {
          merged[at].add(verdict, judged)
        } else {
          known[identity] = merged.count
          merged.append(MergedVerdict(card, verdict, on: node, judged, of: versions.count))
        }
      }
    }
    return MergedVerdict.withoutContradictions(merged)
  }

  private func verdicts(of rule: some Rule, in exam: Examination) -> [Verdict] {
    do throws(Unknown) {
      return try rule.judge(exam)
    } catch {
      return [
        Verdict(.unknown(reason: error.reason, blockedBy: error.blockedBy), subject: error.subject)
      ]
    }
  }

  /// Fingerprints: equal findings are told apart by their order.
  private func name(_ merged: inout [MergedVerdict], of exam: Examination) {
    var seen: [String: Int] = [:]
    var files: [String: String] = [:]
    for at in merged.indices {
      let result = merged[at].result
      let path = result.location?.path ?? (pathParts == 1 ? "" : exam.reading.path)
      let file = files[path] ?? path.split(separator: "/").suffix(pathParts).joined(separator: "/")
      files[path] = file
      let parts = [result.id, file, result.key ?? "", result.subject]
      let base = Fingerprint.of(parts)
      let count = seen[base, default: 0]
      seen[base] = count + 1
      merged[at].result.fingerprint = count == 0 ? base : Fingerprint.of(parts + ["\(count)"])
    }
  }
}

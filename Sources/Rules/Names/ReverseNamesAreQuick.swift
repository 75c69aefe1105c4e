package import Diagnosis
import Evidence

/// A JobManager asks for the name of every TaskManager's address while the TaskManager registers.
package struct ReverseNamesAreQuick: Rule {
  package static let card = RuleCard(
    id: "FD2014", name: "reverse-names-are-quick", severity: .warning,
    title: "The names of addresses come in time",
    why: """
      When a TaskManager registers, the JobManager asks for the name of its address, and waits for \
      the answer. With a name server that is silent this takes ten seconds and more for each \
      TaskManager, as long as a call may take (ask.timeout). No name at all is no fault: the address \
      stands in the logs and the web interface instead.
      """,
    fix: "Set jobmanager.retrieve-taskmanager-hostname: false, or mend the name server.",
    sources: [
      "org.apache.flink.runtime.taskmanager.TaskManagerLocation#DefaultHostNameSupplier",
      "JobManagerOptions.RETRIEVE_TASK_MANAGER_HOSTNAME",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1", seen: [.reverse("10.0.0.3", .timedOut, durationMs: 3000)]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.reverse("10.0.0.3", .resolved, name: "tm1", durationMs: 1800)]),
      .finding(
        "jobmanager.rpc.address: jm1", .info, seen: [.reverse("10.0.0.3", .notFound)]),
      .finding(
        "taskmanager.network.bind-policy: ↓name",
        seen: [.node("tm1", addresses: "10.0.0.3"), .reverse("10.0.0.3", .notFound)]),
      .healthy(
        "jobmanager.rpc.address: jm1\njobmanager.retrieve-taskmanager-hostname: false",
        seen: [.reverse("10.0.0.3", .timedOut, durationMs: 3000)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.reverse("10.0.0.3", .resolved, name: "tm1"), .reverse("fd00::3", .notFound)]),
      .healthy("jobmanager.rpc.address: jm1"),
      .unknown(
        "jobmanager.rpc.address: jm1", seen: [.reverse("10.0.0.3", .timedOut, durationMs: 80)]),
    ])

  package init() {}

  /// A tenth of what Flink gives a call.
  private static let slowMs = 1000.0

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let names = exam.evidence.reverseNames, !names.isEmpty else { return [] }
    let option = exam.setting("jobmanager.retrieve-taskmanager-hostname")
    if let option, option.text.lowercased() == "false" {
      return [option.skipped("with it off nobody asks for the name of a TaskManager's address")]
    }
    let slow = names.filter { $0.durationMs >= Self.slowMs }
    if !slow.isEmpty { return [.slow(slow)] }
    let subject = "reverse-names"
    guard !names.contains(where: { $0.outcome == .timedOut }) else {
      throw Unknown(subject: subject, reason: "no answer in the time that there was")
    }
    // Flink registers under the IPv4 address where there is one.
    let four = names.filter { !$0.address.contains(":") }
    let missing = (four.isEmpty ? names : four).filter { $0.outcome != .resolved }
    if missing.isEmpty { return [Verdict(.passed, subject: subject)] }
    let own = exam.evidence.node?.addresses ?? []
    let nameless = missing.filter { own.contains($0.address) }
    if let policy = exam.setting("taskmanager.network.bind-policy"), !nameless.isEmpty,
      policy.text.lowercased() == "name", exam.setting("taskmanager.host") == nil
    {
      return [.nameless(policy, nameless)]
    }
    return [.missing(missing)]
  }
}

extension Verdict {
  fileprivate static func nameless(
    _ policy: Setting, _ names: [ReverseNameEvidence]
  ) -> Verdict {
    policy.finding(
      .warning,
      """
      \(names.map(\.address).shownFew) has no name here, so that a TaskManager registers under the \
      address in spite of \(policy.key): \(policy.text).
      """,
      fix: Fix("enter the address's name in DNS (a PTR record), or write \(policy.key): ip"),
      evidence: names.map(\.line))
  }

  private static let fix = Fix("jobmanager.retrieve-taskmanager-hostname: false")

  fileprivate static func slow(_ names: [ReverseNameEvidence]) -> Verdict {
    let longest = names.map(\.durationMs).max() ?? 0
    return Verdict(
      .finding(.warning), subject: "reverse-names",
      message: """
        The name of \(names.map(\.address).shownFew) takes \(longest.asMilliseconds) and more: a \
        JobManager here waits for it each time that a TaskManager of that address registers.
        """,
      evidence: names.map(\.line), fix: fix, shows: [.lookUpsAreSlow])
  }

  fileprivate static func missing(_ names: [ReverseNameEvidence]) -> Verdict {
    Verdict(
      .finding(.info), subject: "reverse-names",
      message: """
        \(names.map(\.address).shownFew) \(names.count == 1 ? "has" : "have") no name here: a \
        JobManager shows the address in its place.
        """,
      evidence: names.map(\.line), fix: fix)
  }
}

extension ReverseNameEvidence {
  package var line: EvidenceLine {
    let after = durationMs.asMilliseconds
    let text =
      switch outcome {
      case .resolved: "\(address) -> \(name ?? "") in \(after)"
      case .notFound: "no name, in \(after)"
      case .noAnswer: "cannot tell\(error.map { ": \($0)" } ?? ""), in \(after)"
      case .timedOut: "no answer within \(after)"
      }
    return EvidenceLine(source: "reverse \(address)", text: text)
  }
}

extension [String] {
  /// The first three of them, and how many there are besides.
  fileprivate var shownFew: String {
    count <= 3 ? listed : prefix(3).joined(separator: ", ") + " and \(count - 3) others"
  }
}

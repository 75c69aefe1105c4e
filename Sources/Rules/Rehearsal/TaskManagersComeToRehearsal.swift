package import Diagnosis
import Evidence

/// As many TaskManagers register as were waited for.
package struct TaskManagersComeToRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3606", name: "task-managers-come-to-rehearsal", severity: .error,
    title: "All TaskManagers that were waited for came to the rehearsal, and stayed",
    why: """
      A stand-in that does not come was not started, has another token, or does not reach the \
      JobManager; its own report says which. One that is lost stopped sending heartbeats: frozen, \
      ended, or cut off.
      """,
    fix: "Look at the report of rehearse taskmanager on the machines that are missing.",
    sources: ["the registrations and heartbeats of the rehearsal"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .file("workers", "tm1\ntm2\n"),
          .rehearsal {
            $0.ending = .deadline
            $0.expected = 2
            $0.taskManagers = [.example("tm1", "10.0.0.21")]
          },
        ]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning,
        seen: [
          .rehearsal {
            $0.taskManagers = [.example("tm1", "10.0.0.21")]
            $0.taskManagers[0].timesLost = 1
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.taskManagers = [.example("tm1", "10.0.0.21")]
            $0.taskManagers[0].timesLost = 1
            $0.taskManagers[0].state = .lost
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.expected = 1
            $0.taskManagers = [.example("tm1", "10.0.0.21")]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal, rehearsal.ending != .notStarted else {
      return []
    }
    var verdicts: [Verdict] = []
    if let expected = rehearsal.expected {
      let present = rehearsal.taskManagers.filter { $0.state == .present }.count
      verdicts.append(
        present < expected
          ? .missing(rehearsal, present: present, expected, exam)
          : Verdict(.passed, subject: "rehearsal:registrations"))
    }
    for node in rehearsal.taskManagers where node.timesLost > 0 {
      verdicts.append(.lost(node, rehearsal))
    }
    return verdicts
  }
}

extension Verdict {
  fileprivate static func missing(
    _ rehearsal: RehearsalEvidence, present: Int, _ expected: Int, _ exam: Examination
  ) -> Verdict {
    let come = Set(rehearsal.taskManagers.flatMap { [$0.machine, $0.host, $0.from] })
    let absent = exam.workerEntries.map(\.host).filter { worker in
      !come.contains(worker)
        && !come.contains { $0.split(separator: ".").first.map(String.init) == worker }
    }
    let shutOut = Set(
      rehearsal.paths.filter { $0.role == .jobManagerRpc && $0.outcome.isOfTLS }.map(\.from)
    ).subtracting(come).sorted()
    let missing = absent.filter { !shutOut.contains($0) }
    let names =
      (missing.isEmpty ? "" : " Of those in workers, \(missing.listed) did not come.")
      + (shutOut.isEmpty ? "" : " \(shutOut.listed) came and did not get in, because of TLS.")
    return Verdict(
      .finding(.error), subject: "rehearsal:registrations",
      message: "\(present) of \(expected) TaskManagers came to the rehearsal.\(names)",
      fix: Fix("look at the report of rehearse taskmanager on the machines that are missing"))
  }

  fileprivate static func lost(
    _ node: RehearsedTaskManager, _ rehearsal: RehearsalEvidence
  ) -> Verdict {
    let isGone = node.state == .lost
    let times = node.timesLost == 1 ? "once" : "\(node.timesLost) times"
    return Verdict(
      .finding(isGone ? .error : .warning), subject: "rehearsal:heartbeats:\(node.machine)",
      message: """
        \(node.machine) was lost \(times) in the rehearsal: no heartbeat within \
        \(rehearsal.heartbeatTimeoutMs.asMilliseconds)\(isGone ? "" : "; it came back").
        """,
      fix: Fix(
        "find out what \(node.machine) was doing: frozen (SIGSTOP, a debugger, a paused virtual "
          + "machine), ended, or cut off"))
  }
}

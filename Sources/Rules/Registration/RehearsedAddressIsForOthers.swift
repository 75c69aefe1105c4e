package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager registers under an address that leads others to it.
package struct RehearsedAddressIsForOthers: Rule {
  package static let card = RuleCard(
    id: "FD2409", name: "rehearsed-address-is-for-others", severity: .error,
    title: "In the rehearsal every TaskManager registers under an address that leads to it",
    why: """
      The JobManager and the other TaskManagers dial what a TaskManager registered. A loopback \
      address leads each of them to itself, and a name that the JobManager cannot resolve leads \
      nowhere; most often a line of /etc/hosts gives the own host name to 127.0.1.1, or \
      taskmanager.host is as Flink ships it.
      """,
    fix: "Correct the line of /etc/hosts on that node, or set taskmanager.host there.",
    sources: ["TaskManagerRunner#determineTaskManagerBindAddress; TaskManagerLocation"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.taskManagers = [
              .example("tm3", "127.0.1.1", from: "10.0.0.23"), .example("tm1", "10.0.0.21"),
            ]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .rehearsal {
            $0.taskManagers = [.example("tm3", "tm3.lan", from: "10.0.0.23", addresses: [])]
            $0.taskManagers[0].resolution = "Name or service not known"
          }
        ]),
      .healthy(
        "jobmanager.rpc.address: localhost",
        seen: [.rehearsal { $0.taskManagers = [.example("jm1", "127.0.0.1")] }]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.rehearsal { $0.taskManagers = [.example("tm1", "10.0.0.21")] }]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    // What a TaskManager's own stand-in finds out about its address, other rules judge.
    guard let rehearsal = exam.evidence.rehearsal, rehearsal.role == .jobManager else { return [] }
    let machines = Set(rehearsal.taskManagers.map(\.from))
    return rehearsal.taskManagers.map { node in
      let subject = "rehearsal:address:\(node.machine)"
      if node.resolution != nil { return .unresolved(node, subject) }
      let isLoopback = node.addresses.first.map { Host.isLoopback($0) } ?? false
      let isElsewhere = !node.from.isEmpty && !exam.isThisNode(node.from)
      guard isLoopback, isElsewhere || machines.count > 1 else {
        return Verdict(.passed, subject: subject)
      }
      return .loopback(node, subject)
    }
  }
}

extension Verdict {
  fileprivate static func loopback(_ node: RehearsedTaskManager, _ subject: String) -> Verdict {
    Verdict(
      .finding(.error), subject: subject,
      message: """
        \(node.machine) would register as \(node.host): \(node.reason). Whoever dials that from \
        another machine reaches itself.
        """,
      fix: Fix(
        "on \(node.machine): correct the line of /etc/hosts that gives its name to \(node.host), or "
          + "write `taskmanager.host: \(node.from)`"),
      explains: symptoms(node))
  }

  fileprivate static func unresolved(_ node: RehearsedTaskManager, _ subject: String) -> Verdict {
    Verdict(
      .finding(.error), subject: subject,
      message: """
        \(node.machine) would register as \(node.host), a name that has no address on the \
        JobManager's machine (\(node.resolution ?? "")).
        """,
      fix: Fix(
        "on the JobManager and every worker write `\(node.from) \(node.host)` into /etc/hosts, or "
          + "into DNS; or write `taskmanager.host: \(node.from)` on \(node.machine)"),
      explains: symptoms(node))
  }

  private static func symptoms(_ node: RehearsedTaskManager) -> Set<Symptom> {
    [
      .unreachable(host: node.host, port: node.rpcPort),
      .unreachable(host: node.host, port: node.dataPort), .taskManagerNotReachable,
    ]
  }
}

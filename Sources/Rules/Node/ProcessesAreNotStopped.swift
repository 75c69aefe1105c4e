package import Diagnosis
import Evidence
import FlinkConfiguration

/// A stopped process keeps its ports open and answers nobody.
package struct ProcessesAreNotStopped: Rule {
  package static let card = RuleCard(
    id: "FD9504", name: "processes-are-not-stopped", severity: .error,
    title: "No Flink process on this node is stopped",
    why: """
      A process that a signal (SIGSTOP, Ctrl-Z), a debugger or a frozen control group holds up is \
      still there, and the kernel still accepts its connections; but it answers nothing, and after \
      heartbeat.timeout its peers declare it dead.
      """,
    fix: "kill -CONT PID, or detach the debugger.",
    sources: ["proc(5): the state in /proc/PID/stat"],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.process(.jobManager) { $0.state = "T" }]),
      .finding("jobmanager.rpc.address: jm1", seen: [.process(.taskManager) { $0.state = "t" }]),
      .finding("jobmanager.rpc.address: jm1", seen: [.process(.taskManager) { $0.state = "Z" }]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.process(.jobManager)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.process(.client) { $0.state = "T" }]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.processesHere.filter(\.role.isOfCluster).map { process in
      switch process.state {
      case "T", "t", "Z", "X": .stopped(process, exam)
      default: Verdict(.passed, subject: "process:\(process.pid)")
      }
    }
  }
}

extension Verdict {
  fileprivate static func stopped(_ process: ProcessEvidence, _ exam: Examination) -> Verdict {
    let pid = process.pid
    let (what, fix) =
      switch process.state {
      case "T": ("was stopped by a signal", "kill -CONT \(pid)")
      case "t": ("is held by a debugger", "detach the debugger from process \(pid)")
      default: ("is dead, and its parent has not noticed", "end its parent, then start it again")
      }
    var explains: Set<Symptom> = [.processFrozen(pid: pid), .heartbeatsLost, .callsFail]
    if process.role == .jobManager, let endpoint = exam.jobManagerEndpoint {
      explains.formUnion(endpoint.missed)
    }
    if process.role == .taskManager { explains.insert(.taskManagerNotReachable) }
    return Verdict(
      .finding(.error), subject: "process:\(pid)",
      message: """
        \(process.described.capitalised) \(what): its ports are open and nobody answers there, and \
        its peers declare it dead after heartbeat.timeout.
        """,
      evidence: [EvidenceLine(source: "/proc/\(pid)/stat", text: "state \(process.state)")],
      fix: Fix(fix), explains: explains)
  }
}

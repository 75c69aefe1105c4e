package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager that is registered holds a connection to its JobManager all the time.
package struct TaskManagerIsConnected: Rule {
  package static let card = RuleCard(
    id: "FD3406", name: "task-manager-is-connected", severity: .error,
    title: "The TaskManager that runs here is connected to the JobManager",
    why: """
      The connection to jobmanager.rpc.address is the first thing a TaskManager makes, and it keeps \
      it, or, started again under its address, the one that the JobManager made to it. One that runs \
      without either is not registered: its slots are missing, and it ends after \
      taskmanager.registration.timeout.
      """,
    fix: "Read the TaskManager's log for `Could not resolve ResourceManager address`.",
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskExecutor#connectToResourceManager",
      "real clusters of 1.12 to 2.3",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓10.0.0.1", seen: [.process(.taskManager), .noOtherConnections]),
      .finding(
        "jobmanager.rpc.address: ↓10.0.0.1",
        seen: [.process(.taskManager), .connection(to: "10.0.0.1", 6123, .synSent)]),
      .healthy(
        "jobmanager.rpc.address: 10.0.0.1",
        seen: [.process(.taskManager), .connection(to: "10.0.0.1", 6123)]),
      // One that was started again, and the JobManager was first.
      .healthy(
        "jobmanager.rpc.address: 10.0.0.1\ntaskmanager.rpc.port: 6122",
        seen: [.process(.taskManager), .connection(to: "10.0.0.1", 41234, localPort: 6122)]),
      .finding(
        "jobmanager.rpc.address: ↓10.0.0.1\ntaskmanager.rpc.port: 6122",
        seen: [.process(.taskManager), .connection(to: "10.0.0.1", 41234, localPort: 6125)]),
      .finding(
        "jobmanager.rpc.address: ↓10.0.0.1",
        seen: [.process(.taskManager), .connection(to: "10.0.0.1", 8081)]),
      // It has just been started.
      .healthy(
        "jobmanager.rpc.address: 10.0.0.1",
        seen: [.process(.taskManager) { $0.startedAtMs = 1_700_003_590_000 }, .noOtherConnections]),
      .healthy(
        "jobmanager.rpc.address: 10.0.0.1",
        seen: [
          .process(.taskManager) { $0.overrides = [.init("jobmanager.rpc.address", "jm2")] },
          .noOtherConnections,
        ]),
      .healthy(
        "jobmanager.rpc.address: 10.0.0.1", seen: [.process(.jobManager), .noOtherConnections]),
      .healthy("jobmanager.rpc.address: 10.0.0.1"),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [.process(.taskManager), .noOtherConnections, .name("jm1", .notFound)]),
      .unknown(
        "jobmanager.rpc.address: 10.0.0.1",
        seen: [.process(.taskManager), .socketsHidden("only their user may see them")]),
    ])

  package init() {}

  /// A JVM on a busy machine needs this long to start and register.
  private static let startUpMs: Int64 = 60_000

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let sockets = exam.evidence.connections, let endpoint = exam.jobManagerEndpoint,
      !endpoint.isElected, !endpoint.ports.isEmpty
    else { return [] }
    let own = exam.processesOfThisConfiguration.filter { process in
      process.role == .taskManager && exam.age(of: process) >= Self.startUpMs
        && process.state != "Z"
        && !process.overrides.contains { $0.key.hasPrefix("jobmanager.rpc.") }
    }
    guard !own.isEmpty else { return [] }
    if let reason = sockets.incomplete { throw Unknown(subject: "connections", reason: reason) }
    if let name = exam.evidence.name(endpoint.host), name.outcome != .resolved {
      throw Unknown(
        subject: "connection:\(endpoint.host)", reason: "\(endpoint.host) has no address here",
        blockedBy: "name:\(endpoint.host)")
    }
    return own.map { process in
      let isConnected = sockets.connections.contains {
        $0.pid == process.pid && $0.state == .established && exam.isWithJobManager($0)
      }
      return isConnected
        ? Verdict(.passed, subject: "process:\(process.pid)")
        : .notConnected(process, endpoint, exam)
    }
  }
}

extension Verdict {
  fileprivate static func notConnected(
    _ process: ProcessEvidence, _ endpoint: JobManagerEndpoint, _ exam: Examination
  ) -> Verdict {
    let ports = endpoint.ports.map(String.init).joined(separator: ", ")
    let minutes = exam.age(of: process) / 60_000
    return Verdict(
      .finding(.error), subject: "process:\(process.pid)",
      message: """
        \(process.described.capitalised) has run for \(minutes) min and has no connection to the \
        JobManager at \(endpoint.host):\(ports): it is not registered, and its slots are missing.
        """,
      location: endpoint.address.location, key: endpoint.address.key,
      peer: Peer(host: endpoint.host, port: endpoint.port),
      fix: Fix(
        "read its log for `Could not resolve ResourceManager address`; where nothing else is found, "
          + "start it again"),
      shows: endpoint.missed)
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// A stand-in listens where Flink would: what it does not get, Flink does not get either.
package struct RehearsedPortsAreFree: Rule {
  package static let card = RuleCard(
    id: "FD3602", name: "rehearsed-ports-are-free", severity: .error,
    title: "The ports of this node's process can be listened on",
    why: """
      A process that cannot listen on its port does not start: `Address already in use`, `Could \
      not start actor system on any port in port range`, `Cannot assign requested address`. The \
      stand-in binds the same addresses and ports, with the same socket options.
      """,
    fix: "Stop whoever holds the port, or take another; bind to an address of this machine.",
    sources: [
      "bind(2) of this node; AkkaRpcServiceUtils, BlobServer, RestServerEndpoint, NettyServer"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\nrest.port: ↓8081",
        seen: [
          .rehearsal {
            $0.ending = .notStarted
            $0.listeners = [
              RehearsedListener(
                role: .rest, key: "rest.port", address: "0.0.0.0", wanted: "8081",
                error: "Address already in use: held by nginx (pid 7)")
            ]
          }
        ]),
      .healthy(
        "rest.port: 8081",
        seen: [
          .rehearsal {
            $0.listeners = [
              RehearsedListener(
                role: .rest, key: "rest.port", address: "0.0.0.0", wanted: "8081", port: 8081)
            ]
          }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let rehearsal = exam.evidence.rehearsal else { return [] }
    return rehearsal.listeners.map { listener in
      let subject = "rehearsal:port:\(listener.wanted):\(listener.role.rawValue)"
      guard listener.port == nil else { return Verdict(.passed, subject: subject) }
      let process = rehearsal.role == .jobManager ? "JobManager" : "TaskManager"
      let setting = exam.setting(listener.key)
      return Verdict(
        .finding(.error), subject: subject,
        message: """
          The \(process) of this machine cannot listen on \(listener.address) port \
          \(listener.wanted) (\(listener.key)), and would not start: \
          \(listener.error ?? "no reason given").
          """,
        location: setting?.location ?? Location(path: exam.reading.path), key: listener.key,
        fix: Fix(
          listener.error?.contains("in use") == true
            ? "stop whoever holds it, or write \(listener.key): <a free port> on every node"
            : "let the bind address be one of this machine's, or leave it out"),
        explains: [.doesNotStart(rehearsal.role == .jobManager ? .jobManager : .taskManager)],
        keepsFromStarting: true)
    }
  }
}

package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A quarantined address stays shut until its process starts anew.
package struct PeersAreNotQuarantined: Rule {
  package static let texts: [LogText] = [
    .flink("The remote system has quarantined this system"),
    .flink("] irrecoverably failed. Quarantining address."),
  ]

  package static let card = RuleCard(
    id: "FD7005", name: "peers-are-not-quarantined", severity: .error,
    title: "No process is quarantined by its peer",
    why: """
      The peer has given this process up for good and refuses everything from its address. It \
      happens where two TaskManagers present the same address, so that each looks like a restart \
      of the other, and where a process was silent so long that its peer declared it dead.
      """,
    fix: """
      Give every TaskManager an address of its own (taskmanager.host, taskmanager.rpc.port), \
      then restart the quarantined process.
      """,
    sources: [
      "akka.remote.Remoting, org.apache.pekko.remote.EndpointManager",
      "two real TaskManagers of 1.12.5 under one address",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:27:18,575 WARN  akka.remote.Remoting                                   \
                  [] - Tried to associate with unreachable remote address \
            [akka.tcp://flink@jm1:6123]. Address is now gated for 50 ms, all messages to this \
            address will be delivered to dead letters. Reason: [↓The remote system has \
            quarantined this system. No further associations to the remote system are possible \
            until this system is restarted.]
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .jobManager(
            """
            2022-03-04 12:00:01,000 ERROR akka.remote.Remoting [] - Association to \
            [akka.tcp://flink@10.0.0.7:40123] with UID [-1390874326] irrecoverably failed. \
            Quarantining address.
            java.util.concurrent.TimeoutException: Remote system has been silent for too long. \
            (more than 48.0 hours)
            """)
        ]),
    ])

  package init() {}
}

extension PeersAreNotQuarantined: LogSignature {
  package static var rank: LogRank { .proof }

  package static func accepts(_ event: LogEvent) -> Bool {
    !event.exceptions.contains { $0.message?.holds("silent for too long") == true }
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let peer = happening.peer(in: story)
    let shared = story.sharedAddresses
    let why =
      shared.isEmpty
      ? """
      Most often two TaskManagers present the same address; else this one was not heard of for \
      very long.
      """
      : "\(shared.count) logs present the same address, \(shared[0].address ?? "")."
    return LogStatement(
      """
      \(peer?.The ?? "The peer") refuses \(happening.author.the) for good \(happening.when): it is \
      quarantined. \(why)
      """,
      fix: """
        give every TaskManager its own taskmanager.host (or none, so that Flink finds it) and, on \
        one machine, its own taskmanager.rpc.port; then restart \(happening.author.the)
        """,
      shows: [.jobManagerNotFound, .heartbeatsLost])
  }
}

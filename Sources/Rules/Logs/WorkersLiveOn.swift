package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Kubernetes and YARN tell the JobManager how a TaskManager ended.
package struct WorkersLiveOn: Rule {
  package static let texts: [LogText] = [
    .flink(" is terminated. Diagnostics: "),
    .flink("The YARN application unexpectedly switched to state "),
    .of(.hadoop, "Container exited with a non-zero exit code"),
    .of(.hadoop, "Container killed on request. Exit code is "),
    .of(.hadoop, " Exit code:-103."),
    .of(.hadoop, " Exit code:-104."),
  ]

  package static let card = RuleCard(
    id: "FD7314", name: "workers-live-on", severity: .error,
    title: "TaskManagers end only when they are told to",
    why: """
      The container of a TaskManager ended, and the line says how: exit code 137 is SIGKILL \
      (most often memory), 143 SIGTERM (a stop, a drained node), 239 an error that Flink took \
      for fatal, 1 an exception at the start or System.exit.
      """,
    fix: "Look at the end of that TaskManager's log; with 137 give it more memory.",
    sources: [
      "org.apache.flink.runtime.resourcemanager.active.ActiveResourceManager",
      "KubernetesPod",
      "YarnResourceManagerDriver",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 INFO  \
            org.apache.flink.runtime.resourcemanager.active.ActiveResourceManager [] - Worker \
            flink-taskmanager-1-3↓ is terminated. Diagnostics: Pod terminated, container \
            termination statuses: [flink-main-container(exitCode=239, reason=Error, \
            message=null)], pod status: Failed(reason=null, message=null)
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension WorkersLiveOn: LogSignature {
  package static var rank: LogRank { .proof }

  package static func accepts(_ event: LogEvent) -> Bool {
    !event.text.holds("OOMKilled") && !event.text.holds("exitCode=0")
      && !event.text.holds("beyond")
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let name = text.part(after: "Worker ", before: " is terminated") ?? "a TaskManager"
    // YARN's own code says more than the signal that it sent.
    let code =
      happening.events.lazy.compactMap { $0.text.part(after: "Exit code:", before: ".") }.first
      ?? text.part(after: "exitCode=", before: ",") ?? text.part(after: "xit code is ", before: " ")
      ?? text.part(after: "xit code ", before: ".")
    return LogStatement(
      """
      The container of \(name) ended \
      \(happening.when)\(code.map { " with exit code \($0)" } ?? ""): \(ExitCode.meaning(code)).
      """,
      fix: """
        look at the end of its log (`kubectl logs --previous`, `yarn logs`) and at the events of \
        its node; with 137 write a larger taskmanager.memory.process.size
        """)
  }
}

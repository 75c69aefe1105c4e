package import Diagnosis
import Evidence
import FlinkConfiguration

/// A job that fails before its first task; the trace says why.
package struct JobsStart: Rule {
  package static let texts: [LogText] = [
    .flink("Could not start the JobMaster.", since: FlinkVersion(1, 13)),
    .flink("Could not execute application"),
  ]

  package static let card = RuleCard(
    id: "FD7318", name: "jobs-start", severity: .error,
    title: "Jobs that are submitted start",
    why: """
      The JobManager could not make the job ready: its main method failed, a checkpoint or \
      savepoint cannot be read, a class is missing. The innermost exception says which.
      """,
    fix: "Mend what the innermost exception says.",
    sources: [
      "org.apache.flink.runtime.client.JobInitializationException",
      "DetachedApplicationRunner",
      "a real job on 1.20.5 whose checkpoint directory is a file",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:52:36,676 WARN  \
            org.apache.flink.client.deployment.application.DetachedApplicationRunner [] - ↓Could \
            not execute application:
            org.apache.flink.client.program.ProgramInvocationException: The main method caused \
            an error: Failed to execute job 'fault'.
            \tat org.apache.flink.client.program.PackagedProgram.callMainMethod(PackagedProgram.j\
            ava:373) ~[flink-dist-1.20.5.jar:1.20.5]
            \tat org.apache.flink.client.program.PackagedProgram.invokeInteractiveModeForExecutio\
            n(PackagedProgram.java:223) ~[flink-dist-1.20.5.jar:1.20.5]
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JobsStart: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      "A job did not start \(happening.when)\(happening.reason.map { ": \($0)" } ?? "").",
      fix: "mend what the innermost exception of its trace says")
  }
}

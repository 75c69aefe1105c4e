package import Diagnosis
import Evidence
import FlinkConfiguration

/// A job that fails before its first task; the trace says why.
package struct JobsStart: Rule {
  package static let texts: [LogText] = [
    .flink("Could not start the JobMaster.", since: FlinkVersion(1, 13)),
    .flink("Could not execute application"),
    .flink("Could not create application program."),
    .flink("The main method caused an error: "),
    .flink("Could not instantiate JobManager.", until: FlinkVersion(1, 12)),
    .flink("Failed to execute job '"),
    .flink("No ExecutorFactory found to execute the application."),
    .flink("No operators defined in streaming topology"),
    .flink("Neither a 'Main-Class', nor a 'program-class' entry was found in the jar file."),
    .flink("The program's entry point class '"),
    .flink("flink-python module seems to be missing"),
    .flink("Could not find the provided job class (", until: FlinkVersion(1, 16)),
    .of(.flinkFormatted, "org.apache.flink.client.program.ProgramAbortException: "),
    .of(.flinkFormatted, "org.apache.flink.table.api.ValidationException: "),
    .of(.flinkFormatted, "org.apache.flink.api.common.InvalidProgramException: "),
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
    let text = happening.first.text
    if let missing = Self.missing.first(where: { text.holds($0.literal) }) {
      return LogStatement(
        "A job did not start \(happening.when): \(missing.what).", fix: missing.fix)
    }
    // The line itself says it where nothing is behind it.
    let reason = happening.reason ?? text.part(after: "caused an error: ")?.cut(to: 240)
    return LogStatement(
      "A job did not start \(happening.when)\(reason.map { ": \($0)" } ?? "").",
      fix: "mend what the innermost exception of its trace says")
  }

  /// What is not there, where the line itself tells.
  private static let missing: [(literal: String, what: String, fix: String)] = [
    (
      "No ExecutorFactory found", "flink-clients is not on its class path",
      "add flink-clients to the job's dependencies (with `provided` on a cluster)"
    ),
    (
      "flink-python module", "flink-python is not there",
      "put opt/flink-python*.jar there, and install apache-flink of this version in that Python"
    ),
    (
      "No operators defined", "it has no sink, or its statement was already executed",
      "give it a sink; after executeSql() of an INSERT no execute() follows"
    ),
    (
      "'program-class' entry", "its jar does not tell which class to run",
      "name the class: `flink run -c CLASS` or kubernetes.application entry class"
    ),
    (
      "entry point class '", "the class that was named to run is not in its jar",
      "correct the name that was given with -c, and look for it with `unzip -l`"
    ),
    (
      "the provided job class (", "the class that was named to run is not in usrlib",
      "put the job's jar into usrlib/, and correct --job-classname"
    ),
  ]
}

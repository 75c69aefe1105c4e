package import Diagnosis
import Evidence
import FlinkConfiguration

/// The JVM refuses an option, and the process never starts: only its standard output tells.
package struct JavaOptionsAreRead: Rule {
  package static let texts: [LogText] = [
    .of(.java, "Could not create the Java Virtual Machine"),
    .of(.java, "Could not find or load main class "),
  ]

  package static let card = RuleCard(
    id: "FD7516", name: "java-options-are-read", severity: .error,
    title: "Java takes the options that it is started with",
    why: """
      An option of env.java.opts is unknown to this Java, sizes contradict each other, or the \
      class path lacks flink-dist. The log file stays empty.
      """,
    fix: """
      Read the line above it; correct env.java.opts* or the memory options, and use the Java \
      that this Flink is for.
      """,
    sources: [
      "java launcher",
      "HotSpot: arguments.cpp",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "taskmanager.out",
            """
            Unrecognized VM option 'UseConcMarkSweepGC'
            Error: ↓Could not create the Java Virtual Machine.
            Error: A fatal exception has occurred. Program will exit.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JavaOptionsAreRead: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      Java refuses to start \(happening.author.the) \(happening.when): the line above it tells \
      which option or class.
      """,
      fix: """
        correct env.java.opts (env.java.opts.jobmanager, .taskmanager) or the memory options; \
        see `java -version` on that machine
        """)
  }
}

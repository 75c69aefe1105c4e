package import Diagnosis
import Evidence
import FlinkConfiguration

/// Java 16 and later close their own classes to reflection.
package struct ReflectionIsAllowed: Rule {
  package static let texts: [LogText] = [
    .of(.java, "InaccessibleObjectException"),
    .of(.java, "because module java.base does not export "),
  ]

  package static let card = RuleCard(
    id: "FD7506", name: "reflection-is-allowed", severity: .error,
    title: "Java opens the classes that Flink and its libraries look into",
    why: """
      From Java 16 on a class of the JDK must be opened by --add-opens. Flink's shipped \
      configuration does so in env.java.opts.all; a configuration of one's own, a client or a \
      gateway started otherwise does not.
      """,
    fix: "Take over env.java.opts.all of the shipped configuration.",
    sources: [
      "java.lang.reflect.InaccessibleObjectException"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            java.lang.reflect.↓InaccessibleObjectException: Unable to make field private final \
            java.util.List java.util.Collections$UnmodifiableList.list accessible: module \
            java.base does not "opens java.util" to unnamed module @4b1c1ea0
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ReflectionIsAllowed: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      Java does not let a library look into its classes \(happening.when)\
      \(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: """
        write the line `env.java.opts.all: --add-opens=java.base/java.util=ALL-UNNAMED …` of the \
        shipped configuration into yours, and give clients the same options
        """)
  }
}

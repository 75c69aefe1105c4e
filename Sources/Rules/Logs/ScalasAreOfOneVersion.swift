package import Diagnosis
import Evidence
import FlinkConfiguration

/// A Scala library of another version than the code was built for.
package struct ScalasAreOfOneVersion: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.lang.NoSuchMethodError: scala."),
    .of(.java, "java.lang.NoSuchMethodError: 'scala."),
    .of(.java, "java.lang.NoClassDefFoundError: scala/"),
  ]

  package static let card = RuleCard(
    id: "FD7505", name: "scalas-are-of-one-version", severity: .error,
    title: "All jars are built for the Scala that runs",
    why: """
      A class of the Scala library is missing or has other methods: jars for 2.11, 2.12 and 2.13 \
      are mixed in lib/ or in the job. `Product$class` is code for 2.11 on a later Scala, \
      `$init$` code for 2.12 on 2.11.
      """,
    fix: """
      Use jars with one Scala suffix alone; from 1.15 on put the Scala library that the job \
      needs into the job.
      """,
    sources: [
      "java.lang.NoSuchMethodError, java.lang.NoClassDefFoundError"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            ↓java.lang.NoSuchMethodError: \
            scala.Predef$.refArrayOps([Ljava/lang/Object;)[Ljava/lang/Object;
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ScalasAreOfOneVersion: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The Scala library that runs is another version than some jar was built for \
      \(happening.when)\(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix:
        "compare the suffixes _2.11, _2.12, _2.13 of the jars in lib/ and in the job, and use one")
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// A class built for a later Java than the one that runs.
package struct JavaReadsTheClasses: Rule {
  package static let texts: [LogText] = [
    .of(.java, "UnsupportedClassVersionError"),
    .of(.java, "getSubject is not supported"),
  ]

  package static let card = RuleCard(
    id: "FD7507", name: "java-reads-the-classes", severity: .error,
    title: "The Java that runs reads all classes",
    why: """
      A class was compiled for a later Java. Flink 2 needs Java 11 or later; a job built for 17 \
      does not run on 11.
      """,
    fix: "Start Flink with a later Java, or compile the job for the one that runs.",
    sources: [
      "java.lang.UnsupportedClassVersionError"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint StandaloneSessionClusterEntrypoint.
            java.lang.↓UnsupportedClassVersionError: com/example/Job has been compiled by a more \
            recent version of the Java Runtime (class file version 61.0), this version of the \
            Java Runtime only recognizes class file versions up to 55.0
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JavaReadsTheClasses: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The Java that runs does not fit \(happening.when)\(happening.reason.map { ": \($0)" } ?? "").
      """,
      fix: "set env.java.home to a Java that this Flink and all jars support, on every machine")
  }
}

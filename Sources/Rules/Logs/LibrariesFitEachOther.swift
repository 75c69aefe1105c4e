package import Diagnosis
package import Evidence
import FlinkConfiguration

/// Code was compiled against another version of a class than the one that is loaded.
package struct LibrariesFitEachOther: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.lang.AbstractMethodError"),
    .of(.java, "java.lang.NoSuchMethodError: "),
    .of(.java, "java.lang.NoSuchFieldError: "),
    .of(.java, "java.lang.IncompatibleClassChangeError"),
  ]

  package static let card = RuleCard(
    id: "FD7513", name: "libraries-fit-each-other", severity: .error,
    title: "The libraries on the class path fit each other",
    why: """
      Two versions of one library meet on the class path: the job brings its own Flink, Hadoop, \
      Guava or connector beside that of lib/, or a connector is of another Flink minor.
      """,
    fix: """
      Mark Flink and Hadoop as `provided` in the job; take connectors of this Flink minor; look \
      for the class in lib/ and in the job's jar.
      """,
    sources: [
      "java.lang.LinkageError"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint YarnApplicationClusterEntryPoint.
            Caused by: ↓java.lang.AbstractMethodError: \
            org.apache.flink.runtime.entrypoint.ClusterEntrypoint.createSerializableExecutionGrap\
            hStore
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension LibrariesFitEachOther: LogSignature {
  package static var rank: LogRank { .inferred }

  package static func accepts(_ event: LogEvent) -> Bool {
    ![.debug, .info].contains(event.level ?? .error) && !event.text.holds("Error: scala.")
      && !event.text.holds("Error: 'scala.")
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let text = happening.first.text
    let missing =
      text.part(after: "MethodError: ") ?? text.part(after: "FieldError: ")
      ?? text.part(after: "ChangeError: ")
    return LogStatement(
      """
      \(happening.author.The) has another version of a library than its caller was built for \
      \(happening.when)\(missing.map { ": \($0.cut(to: 160))" } ?? "").
      """,
      fix: """
        find the class in lib/ and in the job's jar (`for j in lib/*.jar; do unzip -l $j | grep \
        CLASS; done`), and keep the version that fits this Flink; Flink and Hadoop are `provided`
        """)
  }
}

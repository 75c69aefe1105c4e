package import Diagnosis
package import Evidence
import FlinkConfiguration

/// A class that a task or a start needs and that no jar here has.
package struct ClassesAreThere: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.lang.ClassNotFoundException: "),
    .of(.java, "java.lang.NoClassDefFoundError: "),
    .flink("Cannot load user class: "),
  ]

  package static let card = RuleCard(
    id: "FD7508", name: "classes-are-there", severity: .error,
    title: "The classes that tasks need are there on every machine",
    why: """
      A class is in no jar of this machine's lib/ and not in the job. A connector or driver was \
      put into lib/ on some machines only, or marked as provided in the job.
      """,
    fix: "Put the jar into lib/ on all machines and restart them, or into the job.",
    sources: [
      "java.lang.ClassNotFoundException, java.lang.NoClassDefFoundError"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            Caused by: ↓java.lang.ClassNotFoundException: com.mysql.cj.jdbc.Driver
            """)
        ]),
      .healthyRegistration,
      .healthy(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 DEBUG org.apache.flink.runtime.util.HadoopUtils [] - Cannot \
            find Hadoop: java.lang.ClassNotFoundException: org.apache.hadoop.conf.Configuration
            """)
        ]),
    ])

  package init() {}
}

extension ClassesAreThere: LogSignature {
  package static var rank: LogRank { .inferred }

  package static func accepts(_ event: LogEvent) -> Bool {
    (![.debug, .info].contains(event.level ?? .error)
      || event.text.holds("Cannot load user class: "))
      && !event.text.holds("NoClassDefFoundError: scala/")
  }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let name =
      (happening.first.text.part(after: "ClassNotFoundException: ")
      ?? happening.first.text.part(after: "NoClassDefFoundError: ")
      ?? happening.first.text.part(after: "Cannot load user class: "))?
      .prefix { $0 != " " && $0 != "]" && $0 != ";" }
    return LogStatement(
      """
      \(happening.author.The) does not find the class \
      \(name.map { String($0) } ?? "that it needs") \(happening.when).
      """,
      fix:
        "put the jar with that class into lib/ on every machine and restart, or into the job's jar")
  }
}

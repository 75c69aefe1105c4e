package import Diagnosis
import Evidence
import FlinkConfiguration

/// Every job that is submitted loads its classes anew.
package struct MetaspaceSuffices: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.lang.OutOfMemoryError: Metaspace")
  ]

  package static let card = RuleCard(
    id: "FD7306", name: "metaspace-suffices", severity: .error,
    title: "The metaspace suffices for the classes",
    why: """
      The JVM has no room for more classes. Flink ends the process then. Mostly classes of \
      earlier jobs stay in memory, because a thread or a driver of theirs still refers to them; \
      else the limit is too small for the jars.
      """,
    fix: """
      Write a larger taskmanager.memory.jvm-metaspace.size; put JDBC drivers and the like into \
      lib/, so that they are loaded once.
      """,
    sources: [
      "java.lang.OutOfMemoryError: Metaspace",
      "org.apache.flink.runtime.taskexecutor.TaskManagerExceptionUtils",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR \
            org.apache.flink.runtime.taskexecutor.TaskManagerRunner [] - Fatal error occurred \
            while executing the TaskManager. Shutting it down...
            ↓java.lang.OutOfMemoryError: Metaspace. The metaspace out-of-memory error has \
            occurred. This can mean two things: either the job requires a larger size of JVM \
            metaspace to load classes or there is a class loading leak.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension MetaspaceSuffices: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let key = happening.author.role == .jobManager ? "jobmanager" : "taskmanager"
    return LogStatement(
      """
      \(happening.author.The) has no room for more classes \(happening.when): its metaspace is \
      used up, and Flink ends the process.
      """,
      fix: """
        write `\(key).memory.jvm-metaspace.size: 512m`; if it fills again with every job, move \
        drivers and other jars that jobs share into lib/
        """)
  }
}

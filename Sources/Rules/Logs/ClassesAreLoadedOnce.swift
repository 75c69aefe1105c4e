package import Diagnosis
import Evidence
import FlinkConfiguration

/// The same class from two jars or two class loaders is two classes to Java.
package struct ClassesAreLoadedOnce: Rule {
  package static let texts: [LogText] = [
    .of(.java, "java.lang.ClassCastException: cannot assign instance of "),
    .of(.java, "loader constraint violation: "),
  ]

  package static let card = RuleCard(
    id: "FD7512", name: "classes-are-loaded-once", severity: .error,
    title: "No class is loaded twice",
    why: """
      A class is both in lib/ and in the jar of the job, or the jar of the job is not on the \
      class path of the cluster at all, so that a lambda or a field cannot be put back together \
      (child-first loading makes two of it).
      """,
    fix: """
      Keep the library in one place: in lib/ (and `provided` in the job) or in the job alone; \
      else classloader.parent-first-patterns.additional.
      """,
    sources: [
      "java.io.ObjectStreamClass",
      "java.lang.ClassLoader",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Source: \
            Kafka (1/1)#0 (af4e77b32f74fb38387295ae1b7dccde) changed its state
            Caused by: ↓java.lang.ClassCastException: cannot assign instance of \
            org.apache.commons.collections.map.LinkedMap to field \
            org.apache.flink.streaming.connectors.kafka.FlinkKafkaConsumerBase.pendingOffsetsToCo\
            mmit \
            of type org.apache.commons.collections.map.LinkedMap
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ClassesAreLoadedOnce: LogSignature {
  package static var rank: LogRank { .inferred }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let name = happening.first.text.part(after: "cannot assign instance of ", before: " ")
    return LogStatement(
      """
      \(happening.author.The) has \(name ?? "a class") from two class loaders \(happening.when), or \
      lacks the jar of the job that it belongs to: Java takes them for two classes.
      """,
      fix: """
        keep that library in one place: lib/ on every machine and `provided` in the job, or the \
        job's jar alone; else add its package to classloader.parent-first-patterns.additional
        """)
  }
}

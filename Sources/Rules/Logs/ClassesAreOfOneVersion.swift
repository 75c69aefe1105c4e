package import Diagnosis
import Evidence
import FlinkConfiguration

/// An object that was written by another version of its class.
package struct ClassesAreOfOneVersion: Rule {
  package static let texts: [LogText] = [
    .of(.java, "local class incompatible: stream classdesc serialVersionUID")
  ]

  package static let card = RuleCard(
    id: "FD7503", name: "classes-are-of-one-version", severity: .error,
    title: "Both ends have the same version of every class",
    why: """
      An object arrived that another version of its class wrote. Where the class is Flink's, \
      client, JobManager and TaskManagers run different releases; else a connector or user jar \
      differs between a client, a lib/ folder and the job.
      """,
    fix: "Run one Flink release everywhere, and compare the jars of lib/ on all machines.",
    sources: [
      "java.io.InvalidClassException",
      "a TaskManager of 1.18.1 at a JobManager of 1.20.5",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Source: \
            Sequence Source -> Map (3/4)#0 switched from INITIALIZING to FAILED with failure \
            cause:
            org.apache.flink.streaming.runtime.tasks.StreamTaskException: Cannot instantiate \
            user function.
            Caused by: java.io.InvalidClassException: \
            org.apache.flink.streaming.api.operators.SimpleOperatorFactory; ↓local class \
            incompatible: stream classdesc serialVersionUID = 116529647068211206, local class \
            serialVersionUID = 1228256926922507147
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ClassesAreOfOneVersion: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let name =
      happening.events.lazy
      .compactMap { $0.text.part(after: "InvalidClassException: ", before: ";") }.first ?? "a class"
    let isFlinks =
      name.hasPrefix("org.apache.flink.") && !name.holds(".connector")
      || !story.versions.isEmpty
    let versions = story.versions.isEmpty ? "" : " The logs tell: \(story.versions)."
    return LogStatement(
      """
      \(happening.author.The) got an object of \(name) that another version of the class wrote \
      \(happening.when): \
      \(isFlinks ? "the processes or the client run different Flink releases" : "its jar differs between machines, client and job").\(versions)
      """,
      fix: isFlinks
        ? "install the same Flink release on all machines and clients, and build the job against it"
        : "compare the jars of lib/ on all machines and in the job: `sha256sum lib/*`",
      shows: isFlinks ? [.unlike(what: "flink")] : [])
  }
}

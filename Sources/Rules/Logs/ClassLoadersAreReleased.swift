package import Diagnosis
import Evidence
import FlinkConfiguration

/// A thread or a static field of a job still uses its class loader when the job is gone.
package struct ClassLoadersAreReleased: Rule {
  package static let texts: [LogText] = [
    .flink("Trying to access closed classloader. Please check if you store classloaders")
  ]

  package static let card = RuleCard(
    id: "FD7514", name: "class-loaders-are-released", severity: .warning,
    title: "Nothing of a job outlives it",
    why: """
      A library of the job left a thread or a static field behind. Each restart of the job \
      leaves one more copy of its classes, until the metaspace is full.
      """,
    fix: """
      Close what the job starts (close() of its functions), or put the library into lib/; \
      classloader.check-leaked-classloader: false silences the message alone.
      """,
    sources: [
      "org.apache.flink.util.FlinkUserCodeClassLoaders"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .file(
            "taskmanager.out",
            """
            Exception in thread "Thread-3" java.lang.IllegalStateException: ↓Trying to access \
            closed classloader. Please check if you store classloaders directly or indirectly in \
            static fields.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ClassLoadersAreReleased: LogSignature {
  package static var rank: LogRank { .inferred }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      Something of a job outlived it in \(happening.author.the) \(happening.when) and still \
      uses its class loader: each restart leaks the classes of the job, until the metaspace is \
      full.
      """,
      fix: """
        close the threads and clients that the job starts, or put that library into lib/; \
        `classloader.check-leaked-classloader: false` silences the message alone
        """)
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// A garbage collection that stops the JVM for seconds stops its heartbeats as well.
package struct CollectionsAreShort: Rule {
  package static let card = RuleCard(
    id: "FD7810", name: "collections-are-short", severity: .error,
    title: "Garbage collections are shorter than the heartbeats wait",
    why: """
      While the JVM collects, no thread of it runs: it answers no call and sends no heartbeat, \
      and its peers give it up. Full collections of seconds mean a heap that is nearly full.
      """,
    fix: """
      Give the JVM more heap or the task less state on the heap; find what fills it with a heap \
      dump.
      """,
    sources: [
      "garbage collection logs of Java 8 to 21"
    ],
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:29:17,112 INFO  \
            org.apache.flink.runtime.resourcemanager.StandaloneResourceManager [] - The \
            heartbeat of TaskManager with id 10.77.0.22:6122-6f4832 timed out.
            """),
          .file(
            "gc.log",
            """
            2026-11-23T00:28:21.100+0000: 61.100: [GC (Allocation Failure) [PSYoungGen: \
            153600K->25584K(179200K)] 153600K->45584K(588800K), 0.0512345 secs] [Times: \
            user=0.10 sys=0.01, real=0.05 secs]
            2026-11-23T00:28:25.500+0000: 65.500: [Full GC (Ergonomics) [PSYoungGen: \
            25584K->0K(179200K)] [ParOldGen: 409000K->408900K(409600K)] \
            434584K->408900K(588800K), [Metaspace: 40000K->40000K(1085440K)], 48.1234567 secs] \
            [Times: user=90.10 sys=0.01, real=48.12 secs]
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension CollectionsAreShort: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard case .collected(let milliseconds) = inference.kind else { return nil }
    return LogStatement(
      """
      A garbage collection in \(inference.process.address ?? "a JVM") stopped the whole JVM for \
      \(LogTime.length(milliseconds)) at \(LogTime.clock(inference.time)), in which it answered \
      nobody.
      """,
      fix: """
        write a larger taskmanager.memory.task.heap.size (jobmanager.memory.heap.size) or fewer \
        slots; state belongs into RocksDB
        """)
  }
}

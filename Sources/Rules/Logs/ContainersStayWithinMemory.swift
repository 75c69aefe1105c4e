package import Diagnosis
import Evidence
import FlinkConfiguration

/// A process above the limit of its container is killed without a word in its own log.
package struct ContainersStayWithinMemory: Rule {
  package static let texts: [LogText] = [
    .of(.hadoop, "is running beyond physical memory limits"),
    .of(.hadoop, "beyond the 'PHYSICAL' memory limit"),
    .of(.hadoop, "is running beyond virtual memory limits"),
    .of(.kubernetes, "reason=OOMKilled"),
    .of(.kubernetes, "Reason:       OOMKilled"),
    .of(.kernel, "Memory cgroup out of memory: Kill"),
    .of(.kernel, "Out of memory: Killed process "),
    .of(.java, "There is insufficient memory for the Java Runtime Environment"),
  ]

  package static let card = RuleCard(
    id: "FD7308", name: "containers-stay-within-memory", severity: .error,
    title: "Processes stay within the memory of their containers",
    why: """
      The process took more memory than its container or machine has, and was killed (exit code \
      137). The heap is not the reason, since the JVM bounds that: RocksDB, native libraries, \
      the allocator's arenas or threads are. Its own log ends in the middle.
      """,
    fix: """
      Write a larger taskmanager.memory.jvm-overhead.fraction and .max or process.size; keep \
      RocksDB in managed memory; set MALLOC_ARENA_MAX=1.
      """,
    sources: [
      "YARN NodeManager (ContainersMonitorImpl)",
      "Kubernetes (OOMKilled)",
      "Linux: mm/oom_kill.c",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 INFO  \
            org.apache.flink.runtime.resourcemanager.active.ActiveResourceManager [] - Worker \
            flink-taskmanager-1-3↓ is terminated. Diagnostics: Pod terminated, container \
            termination statuses: [flink-main-container(exitCode=137, reason=OOMKilled, \
            message=null)], pod status: Failed(reason=null, message=null)
            """)
        ]),
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 INFO  org.apache.flink.yarn.YarnResourceManagerDriver [] - \
            Container container_e01_1_0001_01_000003 on host nm3: Diagnostics: Container \
            [pid=4711,containerID=container_e01_1_0001_01_000003] ↓is running beyond physical \
            memory limits. Current usage: 4.1 GB of 4 GB physical memory used; 6.2 GB of 8.4 GB \
            virtual memory used. Killing container.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ContainersStayWithinMemory: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let what =
      happening.first.text.part(after: "Killed process ", before: " total-vm")
      ?? happening.first.text.part(after: "Worker ", before: " is terminated")
      ?? happening.first.text.part(after: "containerID=", before: "]")
    if happening.events.contains(where: { $0.text.holds("Java Runtime Environment") }) {
      return LogStatement(
        """
        The machine has no memory left for a JVM \(happening.when), which ended at its start or \
        when it grew.
        """,
        fix: """
          see `free -m` and the container's limit; write smaller jobmanager.memory.process.size and \
          taskmanager.memory.process.size, or put fewer processes on the machine
          """)
    }
    return LogStatement(
      """
      A process was killed because it took more memory than it may \(happening.when)\
      \(what.map { ": \($0)" } ?? ""). The heap is bounded by the JVM; what grows is native memory \
      (RocksDB, allocator arenas, threads).
      """,
      fix: """
        write a larger `taskmanager.memory.process.size`, or more of it for \
        `taskmanager.memory.jvm-overhead.max`; keep state.backend.rocksdb.memory.managed true, set \
        MALLOC_ARENA_MAX=1
        """)
  }
}

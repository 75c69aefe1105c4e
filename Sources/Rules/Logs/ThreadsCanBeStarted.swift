package import Diagnosis
import Evidence
import FlinkConfiguration

/// A limit on threads ends what needs one more.
package struct ThreadsCanBeStarted: Rule {
  package static let texts: [LogText] = [
    .of(.java, "unable to create new native thread"),
    .of(.java, "unable to create native thread"),
    .of(.java, "pthread_create failed ("),
  ]

  package static let card = RuleCard(
    id: "FD7309", name: "threads-can-be-started", severity: .error,
    title: "The system lets the processes start threads",
    why: """
      The limit of processes and threads (ulimit -u, pids.max of the container) is reached, or a \
      leak in user code starts threads without end. Despite its name it is no question of memory.
      """,
    fix: "Raise `ulimit -u` or pids.max; see what starts threads with `jstack`.",
    sources: [
      "java.lang.OutOfMemoryError (pthread_create EAGAIN)"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 WARN  org.apache.flink.runtime.taskmanager.Task [] - Map \
            (2/4)#0 switched from RUNNING to FAILED with failure cause:
            java.lang.OutOfMemoryError: ↓unable to create native thread: possibly out of memory \
            or process/resource limits reached
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ThreadsCanBeStarted: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    if happening.events.contains(where: { $0.text.holds("(EPERM)") }) {
      return LogStatement(
        """
        The container may not start threads at all \(happening.when): its seccomp profile forbids \
        a system call that the C library of the image uses.
        """,
        fix: "upgrade Docker, containerd and libseccomp on the host, or take an older base image")
    }
    return LogStatement(
      """
      \(story.culprit(of: happening).The) may start no more threads \(happening.when): ulimit -u \
      or pids.max is reached, or user code leaks threads. It is no question of memory.
      """,
      fix:
        "compare `cat /proc/PID/limits` and pids.max with `ls /proc/PID/task | wc -l`; raise the limit"
    )
  }
}

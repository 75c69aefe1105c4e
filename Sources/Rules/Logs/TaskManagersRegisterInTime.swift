package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager that finds no JobManager for five minutes ends itself.
package struct TaskManagersRegisterInTime: Rule {
  package static let texts: [LogText] = [
    .flink(
      "Could not register at the ResourceManager within the specified maximum registration duration "
    )
  ]

  package static let card = RuleCard(
    id: "FD7102", name: "task-managers-register-in-time", severity: .error,
    title: "TaskManagers register before their time is over",
    why: """
      After taskmanager.registration.timeout (5 min) without a JobManager the TaskManager ends. \
      It is the last stage of whatever keeps it from the JobManager.
      """,
    fix: "Mend what the lines before it say; a longer timeout mends nothing.",
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskExecutor#registrationTimeout",
      "taskmanager.registration.timeout",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.taskexecutor.TaskExecutor [] \
            - Fatal error occurred in TaskExecutor \
            akka.tcp://flink@10.0.0.2:41001/user/rpc/taskmanager_0.
            org.apache.flink.runtime.taskexecutor.exceptions.RegistrationTimeoutException: \
            ↓Could not register at the ResourceManager within the specified maximum registration \
            duration PT5M. This indicates a problem with this instance. Terminating now.
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension TaskManagersRegisterInTime: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      \(happening.author.The) ended itself \(happening.when), because it had not reached the \
      JobManager within taskmanager.registration.timeout.
      """,
      fix: "mend what the lines before it say about the way to the JobManager",
      shows: [.jobManagerNotFound])
  }
}

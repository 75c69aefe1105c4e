package import Diagnosis
import Evidence
import FlinkConfiguration

/// Where nothing else speaks, the innermost exception of the first task that failed is the cause.
package struct JobsRun: Rule {
  package static let texts: [LogText] = [
    .of(.flinkFormatted, "switched from RUNNING to FAILED"),
    .of(.flinkFormatted, "switched from DEPLOYING to FAILED"),
    .of(.flinkFormatted, "switched from INITIALIZING to FAILED"),
    .of(.flinkFormatted, "switched from SCHEDULED to FAILED"),
    .of(.flinkFormatted, ") switched from state RUNNING to FAILING"),
    .of(.flinkFormatted, ") switched from state INITIALIZING to FAILED"),
    .flink("Recovery is suppressed by "),
    .flink("Global failure triggered by OperatorCoordinator for '"),
  ]

  package static let card = RuleCard(
    id: "FD7316", name: "jobs-run", severity: .error,
    title: "Jobs run without failures",
    why: """
      A task failed and its job with it. The innermost exception says why, unless it only tells \
      that another process was lost.
      """,
    fix: "Mend what the innermost exception says; the frame tells whose code it is.",
    sources: [
      "org.apache.flink.runtime.taskmanager.Task",
      "org.apache.flink.runtime.executiongraph.ExecutionGraph",
      "a real job on 1.20.5 that throws",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .taskManager(
            """
            2026-11-23 00:33:33,122 WARN  org.apache.flink.runtime.taskmanager.Task              \
                  [] - Source: Sequence Source -> Map (3/4)#0 \
            (af4e77b32f74fb38387295ae1b7dccde_cbc357ccb763df2852fee8c4fc7d55f2_2_0) ↓switched \
            from RUNNING to FAILED with failure cause:
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension JobsRun: LogSignature {
  package static var rank: LogRank { .trace }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let reason =
      happening.reason
      ?? happening.events.lazy.compactMap { $0.text.part(after: "failure cause: ") }
      .first { !$0.isEmpty }?.cut(to: 240)
    let frame = happening.events.lazy.compactMap { $0.exceptions.last?.frame }.first
    let isWhole = happening.first.text.holds("Recovery is suppressed")
    let task =
      isWhole
      ? "The job"
      : happening.first.text.split(separator: "(").first.map { String($0).trimmed.cut(to: 80) }
        ?? "A task"
    return LogStatement(
      """
      \(task.isEmpty ? "A task" : task) failed \(happening.when)\(reason.map { ": \($0)" } ?? "")\
      \(frame.map { ", in \($0)" } ?? "").
      """,
      fix: "mend what the innermost exception of its trace says",
      severity: story.runsAgain(after: happening) ? .warning : nil)
  }
}

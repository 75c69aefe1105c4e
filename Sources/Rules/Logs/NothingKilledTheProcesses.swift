package import Diagnosis
import Evidence
import FlinkConfiguration

/// What Kubernetes, Docker, YARN or the kernel say of how a process ended.
package struct NothingKilledTheProcesses: Rule {
  package static let card = RuleCard(
    id: "FD7809", name: "nothing-killed-the-processes", severity: .error,
    title: "No process was killed or failed, as those who run it tell",
    why: """
      Whoever runs the process knows how it ended: OOMKilled is memory, Evicted and Preempted \
      are the node's own needs, 137 is SIGKILL, 239 an error that Flink took for fatal. The \
      process itself could not write it.
      """,
    fix: """
      Do what the reason asks for: more memory for the container, another priority, or the end \
      of the process's own log.
      """,
    sources: [
      "kubectl get pod,event -o json",
      "docker inspect",
      "YARN diagnostics",
      "Linux mm/oom_kill.c",
    ],
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2026-11-23 00:24:23,222 WARN  org.apache.pekko.remote.ReliableDeliverySupervisor [] \
            - Association with remote system [pekko.tcp://flink@10.77.0.22:6122] has failed, \
            address is now gated for [50] ms. Reason: [Disassociated]
            """),
          .file(
            "pods.json",
            """
            {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "flink-taskmanager-1-2"},
             "status": {"containerStatuses": [{"name": "flink-main-container", "restartCount": 1,
              "lastState": {"terminated": {"exitCode": 137, "reason": "OOMKilled",
               "finishedAt": "2026-11-23T00:24:23Z"}}}]}}
            """),
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension NothingKilledTheProcesses: LogConclusion {
  package func statement(of inference: LogInference, in story: LogStory) -> LogStatement? {
    guard case .died(let death) = inference.kind else { return nil }
    let code = death.exitCode.map(String.init)
    let how = [death.reason, code.map { "exit code \($0)" }].compactMap { $0 }
      .joined(separator: ", ")
    let meaning =
      death.isOutOfMemory
      ? "it took more memory than it may" : ExitCode.meaning(code)
    return LogStatement(
      """
      The process \(death.name) ended at \(LogTime.clock(death.time)) \
      (\(how.isEmpty ? death.source.rawValue : how)): \(meaning).
      """,
      fix: death.isOutOfMemory
        ? """
        write a larger taskmanager.memory.process.size (jobmanager.memory.process.size) with the \
        container's limit, or more jvm-overhead: what grew is not the heap
        """
        : "look at the end of its own log (`kubectl logs --previous`) and at the events of its node"
    )
  }
}

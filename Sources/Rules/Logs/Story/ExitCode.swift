/// What the exit code of a Flink process means.
package enum ExitCode {
  package static func meaning(_ code: String?) -> String {
    switch code?.trimmed {
    case "137": "SIGKILL, most often because it took more memory than it may"
    case "143": "SIGTERM, somebody told it to stop: a drained node, a preemption, a rolling update"
    case "239": "an error that Flink took for fatal, which its log tells at the end"
    case "1": "an exception at its start, or System.exit of user code"
    case "-103":
      "it took more virtual memory than YARN lets it (yarn.nodemanager.vmem-check-enabled)"
    case "-104": "it took more memory than YARN lets it"
    case "-100", "-105": "YARN took the container away"
    default: "its log tells at the end why"
    }
  }
}

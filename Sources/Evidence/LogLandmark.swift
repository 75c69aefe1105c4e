/// Lines by which a log is read at all: who writes, where it is in its life, whom it knows.
///
/// They are no faults and no rule's; signatures are looked at in their light.
package enum LogLandmark: String, Sendable, Hashable, Codable, CaseIterable {
  case started = "process-started"
  case actorSystem = "actor-system-started"
  case resolvedResourceManager = "resource-manager-resolved"
  case registered = "registered-at-resource-manager"
  case registeredTaskManager = "task-manager-registered"
  case closedTaskManager = "task-manager-connection-closed"
  case taskManagerAddress = "task-manager-address"
  case leader = "leadership-granted"
  case jobState = "job-state"
  case taskFailed = "task-failed"
  case checkpointTriggered = "checkpoint-triggered"
  case checkpointCompleted = "checkpoint-completed"
  /// A TaskManager's sink learns of a completed checkpoint.
  case checkpointCommitted = "checkpoint-committed"
  case signal = "signal-received"
  case fatal = "fatal-error"
  case shutDown = "shut-down"
  case blobServer = "blob-server-started"
  /// A stack trace that stands alone, as somebody pasted it; the reader finds it by its shape.
  case pastedTrace = "pasted-trace"

  /// What is searched for; each is 12 bytes or longer.
  package var literals: [String] {
    switch self {
    case .started:
      [
        "ClusterEntrypoint (Version: ", "ClusterEntryPoint (Version: ",
        "Starting TaskManager (Version: ", "TaskExecutorRunner (Version: ",
        "TaskExecutor runner (Version: ", "Command Line Client (Version: ",
      ]
    case .actorSystem:
      ["Actor system started at ", "Remoting started; listening on addresses :["]
    case .resolvedResourceManager: ["Resolved ResourceManager address, beginning registration"]
    case .registered: ["Successful registration at resource manager "]
    case .registeredTaskManager: ["Registering TaskManager with ResourceID "]
    case .closedTaskManager: ["Closing TaskExecutor connection "]
    case .taskManagerAddress:
      [
        "TaskManager will use hostname/address '",
        "Using configured hostname/address for TaskManager: ",
        "Starting TaskManager with ResourceID: ",
      ]
    case .leader: [" granted leadership with "]
    case .jobState: [") switched from state "]
    case .taskFailed:
      [
        "switched from RUNNING to FAILED", "switched from DEPLOYING to FAILED",
        "switched from INITIALIZING to FAILED", "switched from SCHEDULED to FAILED",
      ]
    case .checkpointTriggered: ["Triggering checkpoint "]
    case .checkpointCompleted: ["Completed checkpoint "]
    case .checkpointCommitted: [" complete, committing transaction "]
    case .signal: ["RECEIVED SIGNAL "]
    case .fatal:
      ["Fatal error occurred in ", "FATAL: Thread '", "Fatal error occurred while executing"]
    case .shutDown:
      [
        " down with application status ", "Terminating cluster entrypoint process ",
        "Terminating TaskManagerRunner with exit code", "Stopped TaskExecutor ",
        "Stopping TaskExecutor ",
      ]
    case .blobServer: ["Started BLOB server at "]
    case .pastedTrace: []
    }
  }
}

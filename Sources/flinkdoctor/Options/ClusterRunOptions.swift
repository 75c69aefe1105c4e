import Probes

/// The options of `cluster`, as values.
struct ClusterRunOptions {
  let endpoint: RESTEndpoint
  let trust: RESTTrust
  let conf: String?
  /// Those that it shares with `check`.
  let check: CheckOptions
  let garbageWindow: Duration?
  let readsLogs: Bool
  let dumpsThreads: Bool
  /// nil for one look.
  let watch: WatchSchedule?
}

import Diagnosis
import Examining
import FlinkConfiguration
import Probes
import Reports
import Rules

/// One run of `cluster`: from the options to the report and the exit code.
struct ClusterRun {
  let options: ClusterRunOptions

  func perform() async throws {
    let start = RunStart()
    var check = Check(
      rules: RuleRegistry.rules.filter { Self.concernsTheCluster($0.card) },
      selection: options.check.selection)
    try check.refuseIdlePatterns()
    let source = try options.check.source(options.conf, or: options.endpoint.url)
    let target = ClusterTarget(
      [options.endpoint], trust: options.trust, garbageWindow: options.garbageWindow,
      readsLogs: options.readsLogs, dumpsThreads: options.dumpsThreads, ignoredProxy: proxy)
    if let schedule = options.watch {
      return try await ClusterWatchRun(target, source, options, schedule).perform()
    }
    let exam = await examine(ClusterOptions(target), source, options.check.examining)
    check.add(check.judged(exam, of: source))
    try CheckRun(options: options.check).finish(check.report(since: start))
  }

  /// The cluster, what its TaskManagers' ports show from here, and what the traces of jobs say.
  private static func concernsTheCluster(_ card: RuleCard) -> Bool {
    card.family == .cluster || card.family == .logs
      || ["FD2202", "FD3005", "FD3006"].contains(card.id)
  }

  /// A variable that other programs would take a proxy from.
  private var proxy: String? {
    let names = options.endpoint.isTLS ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
    return (names + ["all_proxy", "ALL_PROXY"]).first {
      !(Environment.variables[$0] ?? "").isEmpty
    }
  }
}

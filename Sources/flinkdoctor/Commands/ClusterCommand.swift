import ArgumentParser
import Diagnosis
import Reports

/// `flinkdoctor cluster`: a running cluster, as its REST endpoint shows it.
struct ClusterCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Examine a running cluster through REST: TaskManagers, jobs, drift, versions.",
    discussion: """
      URL is the address of the web interface: http://jm1:8081, https://flink.example.org/flink, \
      or HOST[:PORT]. It is asked by a list of paths that change nothing and log nothing, four at \
      once. A user and a password may stand in the URL; they are shown nowhere.
      """)

  @Argument(help: ArgumentHelp("Where REST answers.", valueName: "url"))
  var url: String

  @OptionGroup var configuration: ConfigurationOptions

  @Option(
    help: ArgumentHelp(
      "The configuration to compare the running one with.", valueName: "path"))
  var conf = ""

  @OptionGroup var surroundings: SurroundingsOptions

  @Option(
    help: ArgumentHelp(
      "Watch garbage collections so long; metrics come every 10 seconds, so 30s tells something.",
      valueName: "duration"))
  var gcWindow = ""

  @Flag(
    help: ArgumentHelp(
      "Read the logs of all processes through REST, one after another, and diagnose them."))
  var logs = false

  @Flag(help: "Take a thread dump of each process, which a busy one makes between its calls.")
  var threadDumps = false

  @OptionGroup var watching: WatchOptions

  @OptionGroup var access: RESTAccessOptions

  @OptionGroup var reporting: ReportingOptions

  @OptionGroup var waiting: WaitingOptions

  @OptionGroup var completeness: CompletenessOptions

  func validate() throws { _ = try options }

  func perform() async throws { try await ClusterRun(options: try options).perform() }

  private var options: ClusterRunOptions {
    get throws {
      var request = CheckRequest(paths: [conf.isEmpty ? "-" : conf])
      configuration.add(to: &request)
      surroundings.add(to: &request)
      reporting.add(to: &request)
      waiting.add(to: &request)
      completeness.add(to: &request)
      return ClusterRunOptions(
        endpoint: try access.endpoint(url), trust: try access.trust(),
        conf: conf.isEmpty ? nil : conf, check: try CheckOptions(request),
        garbageWindow: gcWindow.isEmpty
          ? nil
          : try Choice.parsed(
            "--gc-window", gcWindow, like: "a duration (30s)", ProbeDuration.parse),
        readsLogs: logs, dumpsThreads: threadDumps,
        watch: try watching.parsed(interval: .seconds(5)))
    }
  }
}

import ArgumentParser

/// Whether a command goes on looking, how often and how long.
struct WatchOptions: ParsableArguments {
  @Flag(help: "Go on until Ctrl-C, and tell what happens.")
  var watch = false

  @Option(
    help: ArgumentHelp(
      "The time between two looks of --watch (default: 1s for probe, 5s for cluster).",
      valueName: "duration"))
  var interval = ""

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("End --watch after this long.", valueName: "duration"))
  var limit = ""

  /// The options as values; nil without `--watch`.
  func parsed(interval usual: Duration) throws -> WatchSchedule? {
    let schedule = WatchSchedule(
      interval: interval.isEmpty
        ? usual
        : try Choice.parsed(
          "--interval", interval, like: "a duration (1s)", ProbeDuration.parse),
      limit: limit.isEmpty
        ? nil
        : try Choice.parsed("--for", limit, like: "a duration (30s)", ProbeDuration.parse))
    return watch ? schedule : nil
  }
}

/// How often and how long a watch looks.
struct WatchSchedule {
  let interval: Duration
  /// nil until Ctrl-C.
  let limit: Duration?
}

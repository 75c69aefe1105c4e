import ArgumentParser
import Evidence
import Examining
import Rehearsal

/// `flinkdoctor rehearse`: plays the cluster before it exists.
struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Play the cluster before it exists: who would register, and who reaches whom.",
    discussion: """
      Start rehearse jobmanager on the JobManager's host and rehearse taskmanager on each worker, \
      with the configuration that Flink will get. The stand-ins listen on the cluster's own ports, \
      register, send heartbeats, and measure every way that Flink will need. Beside a running \
      cluster they do not start.
      """,
    subcommands: [
      RehearseJobManagerCommand.self, RehearseTaskManagerCommand.self, RehearseDemoCommand.self,
    ])
}

/// `flinkdoctor rehearse jobmanager`.
struct RehearseJobManagerCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobmanager",
    abstract: "Play the JobManager on this host.",
    discussion: """
      CONF is what check takes. Without FLINKDOCTOR_TOKEN and --token-file a token is made and \
      shown on stderr; every worker needs it.
      """)

  @Argument(help: ArgumentHelp("The configuration.", valueName: "conf"))
  var path: String?

  @Option(
    help: ArgumentHelp(
      "End when so many TaskManagers are in and all ways are measured.", valueName: "count"))
  var waitFor = 0

  @Flag(help: "Measure no ways from the JobManager and between TaskManagers.")
  var noMatrix = false

  @Flag(help: "Measure all pairs of more than 50 TaskManagers, not a sample.")
  var allPairs = false

  @OptionGroup var rehearsing: RehearsingOptionGroup

  func validate() throws {
    guard waitFor >= 0 else { throw ValidationError("--wait-for takes a number of TaskManagers") }
    try rehearsing.validate(path)
  }

  func perform() async throws {
    var options = try rehearsing.options(.jobManager, path)
    options.rehearsing.expected = waitFor > 0 ? waitFor : nil
    options.rehearsing.measuresPairs = !noMatrix
    options.rehearsing.measuresAllPairs = allPairs
    try await RehearsalRun(options: options).perform()
  }
}

/// `flinkdoctor rehearse taskmanager`.
struct RehearseTaskManagerCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "taskmanager",
    abstract: "Play a TaskManager on this host.",
    discussion: """
      CONF is what check takes. The token of the JobManager's stand-in is read from \
      FLINKDOCTOR_TOKEN or from --token-file, never from the command line.
      """)

  @Argument(help: ArgumentHelp("The configuration.", valueName: "conf"))
  var path: String?

  @OptionGroup var rehearsing: RehearsingOptionGroup

  func validate() throws { try rehearsing.validate(path) }

  func perform() async throws {
    try await RehearsalRun(options: try rehearsing.options(.taskManager, path)).perform()
  }
}

/// `flinkdoctor rehearse demo`.
struct RehearseDemoCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Play a cluster in this terminal: registration, heartbeats, one lost and back.",
    discussion: """
      A JobManager and three TaskManagers on loopback, for at most 45 s. Behind each line stands \
      what real Flink logs at that point.
      """)

  func perform() async throws {
    Interrupt.catch()
    let started = ContinuousClock.now
    let demo = RehearsalDemo(isStopped: { Interrupt.hasCome }) { event in
      let elapsed = started.duration(to: .now) / .seconds(1)
      for line in DemoLines.lines(event) {
        try? Output.write("\(DemoLines.clock(elapsed)) \(line)\n")
      }
    }
    let isWhole = await demo.run()
    guard isWhole || Interrupt.hasCome else {
      Output.complain("the demo did not come to its end: no port on loopback, or too little time")
      throw ExitStatus.fault
    }
    if isWhole {
      try Output.write(
        """

        That is what rehearse jobmanager and rehearse taskmanager do on real hosts, with the ports and
        addresses of your configuration, before Flink is there.

        """)
    }
  }
}

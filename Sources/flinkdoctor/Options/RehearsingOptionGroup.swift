import ArgumentParser
import Diagnosis
import Evidence
import Examining
import Remoting
import Reports

/// What both stand-ins take.
struct RehearsingOptionGroup: ParsableArguments {
  @OptionGroup var configuration: ConfigurationOptions

  @Option(
    help: ArgumentHelp(
      "The deployer: \(Choice.words(of: Deployment.self)).", valueName: "deployment"))
  var deployment = "auto"

  @Option(
    help: ArgumentHelp(
      "Where the stand-in JobManager is, with high availability.", valueName: "host:port"))
  var jobmanager = ""

  @Option(
    help: ArgumentHelp("The file that holds the token (or FLINKDOCTOR_TOKEN).", valueName: "file"))
  var tokenFile = ""

  @Flag(help: "Send heartbeats as Flink is configured to, not every 3 s.")
  var realTiming = false

  @Option(help: ArgumentHelp("End after this long in any case.", valueName: "duration"))
  var deadline = "10m"

  @Option(help: ArgumentHelp("The longest wait of one dial.", valueName: "duration"))
  var timeout = "3s"

  @Option(help: ArgumentHelp("The format on stdout: \(Choice.words(of: ReportFormat.self))."))
  var format = "text"

  @OptionGroup var judging: JudgingOptions

  @OptionGroup var completeness: CompletenessOptions

  /// What is wrong with the words themselves; the token is looked for later.
  func validate(_ path: String?) throws {
    _ = try CheckOptions(request(path))
    _ = try wait
  }

  func options(_ role: RehearsalEvidence.Role, _ path: String?) throws -> RehearsalOptions {
    let (token, isNew) = try TokenText.find(file: tokenFile, mayMake: role == .jobManager)
    return RehearsalOptions(
      check: try CheckOptions(request(path)),
      rehearsing: RehearsingOptions(
        role: role, token: token.token, deadline: try wait, hasRealTiming: realTiming),
      newToken: isNew ? token.text : nil)
  }

  private var wait: Duration {
    get throws {
      try Choice.parsed("--deadline", deadline, like: "a duration (10m)", ProbeDuration.parse)
    }
  }

  private func request(_ path: String?) -> CheckRequest {
    var request = CheckRequest(
      paths: path.map { [$0] } ?? [], flinkVersion: configuration.flinkVersion,
      dialect: configuration.dialect, settings: configuration.settings,
      propertiesFromEnvironment: configuration.propertiesFromEnvironment, deployment: deployment,
      jobmanager: jobmanager, format: format, timeout: timeout)
    judging.add(to: &request)
    completeness.add(to: &request)
    return request
  }
}

/// The options of a rehearsal, as values.
struct RehearsalOptions {
  let check: CheckOptions
  var rehearsing: RehearsingOptions
  /// A token that was made for this run and must be shown; nil for one that was given.
  let newToken: String?
}

/// Where the token comes from: never the command line, which every user of the machine may read.
enum TokenText {
  static let variable = "FLINKDOCTOR_TOKEN"

  /// The token that is given; a JobManager makes one where none is.
  static func find(
    file: String, mayMake: Bool
  ) throws -> (token: (token: RehearsalToken, text: String), isNew: Bool) {
    let given = try file.isEmpty ? Environment.variables[variable] : read(file)
    let source = file.isEmpty ? variable : file
    if let given {
      guard let token = RehearsalToken(given) else {
        throw UsageError(
          "\(source): a token is \(RehearsalToken.shortest) to \(RehearsalToken.longest) visible "
            + "ASCII characters without blanks")
      }
      return ((token, given), false)
    }
    var generator = SystemRandomNumberGenerator()
    let text = RehearsalToken.random(using: &generator)
    guard mayMake, let token = RehearsalToken(text) else {
      throw UsageError(
        "no token: set \(variable), or --token-file, to what rehearse jobmanager shows")
    }
    return ((token, text), true)
  }

  private static func read(_ path: String) throws -> String {
    do throws(InputError) {
      return try SecretFile.firstLine(path)
    } catch {
      throw UsageError("--token-file: \(error)")
    }
  }
}

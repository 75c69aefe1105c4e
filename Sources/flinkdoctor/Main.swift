import ArgumentParser

#if canImport(Glibc)
  import Glibc
#endif

/// A command that waits for probes.
///
/// It is no `AsyncParsableCommand`, whose `run` leaves the main thread and so starts a pool of
/// threads that most runs have no use for.
protocol AwaitingCommand: ParsableCommand {
  func perform() async throws
}

/// The program: it hands the command line to a command and turns every end into an exit code.
@main
@MainActor
enum Main {
  static func main() async {
    exit(await run(Array(CommandLine.arguments.dropFirst())))
  }

  private static func run(_ arguments: [String]) async -> Int32 {
    do {
      let arguments = try Defaults.read().applied(to: arguments)
      if let request = CheckRequest(plainly: arguments), let options = try? CheckOptions(request) {
        try await CheckRun(options: options).perform()
        return ExitStatus.clean.rawValue
      }
      var command = try FlinkDoctor.parseAsRoot(arguments)
      if let command = command as? any AwaitingCommand {
        try await command.perform()
      } else {
        try command.run()
      }
      return ExitStatus.clean.rawValue
    } catch let status as ExitStatus {
      return status.rawValue
    } catch let status as PluginStatus {
      return status.code
    } catch let error as UsageError {
      Output.complain("\(error)")
      return ExitStatus.usage.rawValue
    } catch let error as OutputError {
      Output.complain("\(error)")
      return ExitStatus.fault.rawValue
    } catch {
      return end(with: error).rawValue
    }
  }

  /// Help and version go to stdout; what ArgumentParser calls a usage error (64) is 2 here.
  private static func end(with error: any Error) -> ExitStatus {
    let message = FlinkDoctor.fullMessage(for: error)
    guard FlinkDoctor.exitCode(for: error) == .success else {
      Output.complain(message, prefix: "")
      return .usage
    }
    do {
      try Output.write(message + "\n")
      return .clean
    } catch {
      Output.complain("\(error)")
      return .fault
    }
  }
}

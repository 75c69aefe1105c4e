import ArgumentParser
import Diagnosis
import Examining
import FlinkConfiguration
import Reports
import Rules

/// `flinkdoctor ports`: the firewall plan.
struct PortsCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "ports",
    abstract: "Show the firewall plan of a configuration: from, to, port, key.")

  @Argument(help: "A file, a conf folder, a FLINK_HOME, or - for standard input.")
  var path: String?

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var page: PageOptions

  @Option(
    help: ArgumentHelp(
      "The deployer: \(Choice.words(of: Deployment.self)).", valueName: "deployment"))
  var deployment = "auto"

  func validate() throws {
    _ = try Choice.orAutomatic(Deployment.self, "--deployment", deployment)
  }

  func perform() async throws {
    let source = try configuration.source(path)
    var exam = await examine(
      source,
      ExaminingOptions(
        deployment: try Choice.orAutomatic(Deployment.self, "--deployment", deployment),
        settings: try configuration.pairs, properties: configuration.properties))
    exam.version = exam.versions.versions.last ?? .newest
    try page.print(PortsPage(exam.portPlan, version: exam.version))
  }
}

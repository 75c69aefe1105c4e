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

  @OptionGroup var deployer: DeployerOption

  func perform() async throws {
    let source = try configuration.source(path)
    var exam = await examine(
      source,
      ExaminingOptions(
        deployment: try deployer.chosen, settings: try configuration.pairs,
        properties: configuration.properties))
    exam.version = exam.versions.versions.last ?? .newest
    try page.print(PortsPage(exam.portPlan, version: exam.version))
  }
}

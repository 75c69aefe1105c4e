import ArgumentParser
import Diagnosis
import Examining
import FlinkConfiguration
import Reports

/// `flinkdoctor effective`: what Flink really sees.
struct EffectiveCommand: AwaitingCommand {
  static let configuration = CommandConfiguration(
    commandName: "effective",
    abstract: "Show what Flink really sees: each option with its line, and every line it ignores.")

  @Argument(help: "A file, a conf folder, a FLINK_HOME, or - for standard input.")
  var path: String?

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var page: PageOptions

  func perform() async throws {
    let source = try configuration.source(path)
    let exam = await examine(
      source,
      ExaminingOptions(
        settings: try configuration.pairs, properties: configuration.properties))
    // Of several versions that are possible the newest: it is the one that is being rolled out.
    let version = exam.versions.versions.last ?? .newest
    let model = MemoryModel(
      exam.configuration, version: VersionInForce(version), dialect: source.dialect)
    try page.print(
      EffectivePage(
        reading: exam.reading, configuration: exam.configuration, flinkVersion: source.versions,
        jobManager: model.jobManager(),
        taskManager: model.taskManager()))
  }
}

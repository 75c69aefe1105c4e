import ArgumentParser
import Reports

/// `flinkdoctor schema`: the contract of the JSON.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of every JSON that flinkdoctor writes.")

  func run() throws {
    try Output.write(ReportSchema.document)
  }
}

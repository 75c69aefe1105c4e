import Foundation
import TestSupport
import Testing

/// Options from the environment and from `.flinkdoctor.yaml`.
@Suite struct DefaultsTests {
  private let incident = Repository.path("examples/incident/flink-conf.yaml")

  @Test func theEnvironmentSetsOptions() throws {
    let program = try Program.flinkdoctor(
      "check", "--static", incident, environment: ["FLINKDOCTOR_FORMAT": "short"])
    #expect(program.output.contains(": error: "))
  }

  @Test func theCommandLineWins() throws {
    let program = try Program.flinkdoctor(
      "check", "--static", "--format=json", incident,
      environment: ["FLINKDOCTOR_FORMAT": "short"])
    #expect(program.output.hasPrefix("{"))
  }

  @Test func theFileSetsOptionsAndTheEnvironmentWinsOverIt() throws {
    let file = "static: true\nformat: short\nfail-on: never\nskip: [FD1801, FD1802]\n"
    let folder = try folder(holding: file)
    let program = try Program.run(Program.flinkdoctor, ["check", incident], folder: folder)
    #expect(program.status == 0)
    #expect(program.output.contains(": error: "))
    let other = try Program.run(
      Program.flinkdoctor, ["check", incident], environment: ["FLINKDOCTOR_FAIL_ON": "error"],
      folder: folder)
    #expect(other.status == 1)
  }

  @Test(arguments: [
    ("fromat: short", "no option 'fromat'"), ("format: [", ".flinkdoctor.yaml:"),
    ("format: xml", "xml"),
  ])
  func aBadFileIsWrongUsage(text: String, complaint: String) throws {
    let folder = try folder(holding: text)
    let program = try Program.run(Program.flinkdoctor, ["check", incident], folder: folder)
    #expect(program.status == 2)
    #expect(program.complaints.contains(complaint), "\(program.complaints)")
  }

  /// The table of options by which defaults are applied is what the commands declare.
  @Test func everyLongOptionIsKnown() throws {
    let dump = try Program.flinkdoctor("--experimental-dump-help").output
    let help = try JSONDecoder().decode(HelpDump.self, from: Data(dump.utf8))
    let declared = (help.command.subcommands ?? []).flatMap { $0.arguments ?? [] }
      .flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map(\.name)
    #expect(declared.count > 20)
    for option in Set(declared).subtracting(["help", "version"]) {
      let folder = try folder(holding: "\(option): 1\n")
      let program = try Program.run(Program.flinkdoctor, ["check", "/nowhere"], folder: folder)
      #expect(!program.complaints.contains("no option"), "\(option)")
    }
  }

  private func folder(holding text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appending(path: ".flinkdoctor.yaml"))
    return folder.path
  }
}

private struct HelpDump: Decodable {
  struct Command: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }

      let names: [Name]?
    }

    let commandName: String
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  let command: Command
}

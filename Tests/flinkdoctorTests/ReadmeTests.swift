import Foundation
import TestSupport
import Testing

/// The README is run: every command in it, and every output beside it.
@Suite struct ReadmeTests {
  private let text: String

  init() throws {
    text = try String(decoding: Repository.contents("README.md"), as: UTF8.self)
  }

  /// The blocks of `console` hold `$ command` and what it prints; record mode writes them anew.
  @Test func showsRealOutput() throws {
    var blocks = 0
    let rewritten = try rewriting("console") { block in
      blocks += 1
      let commands = block.filter { $0.hasPrefix("$ ") }
      return try commands.flatMap { command in
        [command] + (try output(of: String(command.dropFirst(2))))
      }
    }
    #expect(blocks >= 3)
    expectGolden(rewritten, "README.md")
  }

  /// The CI recipes: every flinkdoctor command in them is one that this flinkdoctor takes.
  @Test func recipesUseRealOptions() throws {
    let commands = text.split(separator: "\n").compactMap { line -> String? in
      guard let at = line.range(of: "flinkdoctor check"), !line.hasPrefix("$ ") else { return nil }
      let command = String(line[at.lowerBound...])
      return command.contains("`") ? nil : command.replacing("'", with: "")
    }
    #expect(commands.count >= 4)
    // One folder for all, since a baseline is written by one and read by the next.
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, source) in [("conf", "examples/healthy/1.12"), ("examples", "examples")] {
      try FileManager.default.copyItem(
        at: URL(filePath: Repository.path(source)), to: folder.appending(path: name))
    }
    for command in commands {
      let program = try shell(command, folder: folder.path)
      #expect(program.status == 0, "\(command): \(program.complaints)")
      #expect(command.contains("--static"), "\(command)")
    }
  }

  /// The two commands that set up and run are the ones that CI and its fresh machine use.
  @Test func namesTheTwoCommands() throws {
    let packages = "libyaml-dev libc-ares-dev zlib1g-dev"
    #expect(text.contains("apt-get install -y \(packages)"))
    #expect(text.contains("swift run -c release flinkdoctor check"))
    #expect(text.contains("\nTests/run\n"))
    let tests = try String(decoding: Repository.contents("Tests/run"), as: UTF8.self)
    #expect(tests.contains(packages))
  }

  /// Every exit code of the contract is in the table.
  @Test func tellsTheExitCodes() {
    for code in 0...4 { #expect(text.contains("| \(code) | ")) }
  }

  private func output(of command: String) throws -> [String] {
    let program = try shell(command, folder: Repository.root)
    let text = program.output.isEmpty ? program.complaints : program.output
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .reversed().drop { $0.isEmpty }.reversed()
  }

  /// Runs a line with this flinkdoctor first on the PATH.
  private func shell(_ command: String, folder: String) throws -> Program {
    let binary = URL(filePath: Program.flinkdoctor).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try Program.run(
      "/bin/bash", ["-c", command], environment: ["PATH": "\(binary):\(path)"], folder: folder)
  }

  /// The README with the lines of every block of a language replaced.
  private func rewriting(
    _ language: String, _ replace: ([String]) throws -> [String]
  ) throws -> String {
    var lines: [String] = []
    var block: [String]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let open = block {
        if line == "```" {
          lines += try replace(open) + [line]
          block = nil
        } else {
          block = open + [line]
        }
      } else {
        lines.append(line)
        if line == "```\(language)" { block = [] }
      }
    }
    return lines.joined(separator: "\n")
  }
}

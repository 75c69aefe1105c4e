import Foundation
import TestSupport

/// A running lab of one Flink version: `Tests/Lab/lab up`, ended with this value or with the tests.
final class Lab: Sendable {
  let version: String
  private let name: String
  private let held: HeldProgram

  @TaskLocal static var current: Lab?

  /// Starts the hosts and the cluster; `arguments` go to `lab up`.
  init(_ version: String, _ arguments: [String] = []) throws {
    self.version = version
    name = "test-\(getpid())-\(version)-\(UInt16.random(in: 0...UInt16.max))"
    held = try HeldProgram(
      "Tests/Lab/lab", ["--lab", name, "up", version, "--held"] + arguments)
  }

  struct Failure: Error {
    let command: String
    let said: String
  }

  /// Runs `Tests/Lab/lab` with these words for this lab; anything but success is a `Failure`.
  @discardableResult func callAsFunction(_ words: [String], limit: Int = 240) throws -> String {
    let program = try attempt(words, limit: limit)
    guard program.status == 0 else {
      throw Failure(
        command: words.joined(separator: " "), said: program.output + program.complaints)
    }
    return program.output
  }

  /// Runs a line of shell on a host, however it ends.
  @discardableResult func run(_ host: String, _ line: String, limit: Int = 60) throws -> Program {
    try attempt(["run", host, "--", "sh", "-c", line], limit: limit)
  }

  /// What `flinkdoctor check` says on a host.
  func check(from host: String, _ arguments: [String] = []) throws -> Judgement {
    let program = try attempt(["check", host, "--", "--format", "json"] + arguments, limit: 40)
    return try Judgement(program)
  }

  /// How many lines each host's logs have, a line per host.
  func logLines() throws -> String { try self(["lines"]) }

  private func attempt(_ words: [String], limit: Int) throws -> Program {
    let environment = ProcessInfo.processInfo.environment
      .filter { ["FLINKDOCTOR_CACHE", "JAVA_HOME"].contains($0.key) }
      .merging(["FLINKDOCTOR_BINARY": Program.flinkdoctor]) { $1 }
    return try Program.run(
      Repository.path("Tests/Lab/lab"), ["--lab", name] + words, environment: environment,
      limit: limit)
  }
}

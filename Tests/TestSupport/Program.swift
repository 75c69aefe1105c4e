import Foundation

/// A program run to its end, with what it wrote.
package struct Program: Sendable {
  package let status: Int32
  /// Whether a signal ended it: a trap, or the time limit.
  package let wasKilled: Bool
  package let output: String
  package let complaints: String

  /// The binary under test: `FLINKDOCTOR_BINARY`, else the one built beside the tests.
  package static let flinkdoctor: String = {
    if let path = ProcessInfo.processInfo.environment["FLINKDOCTOR_BINARY"] { return path }
    return Repository.path(".build/debug/flinkdoctor")
  }()

  /// Runs flinkdoctor from the folder of `Package.swift`.
  package static func flinkdoctor(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Program {
    try run(flinkdoctor, arguments, input: input, environment: environment)
  }

  /// Runs a program with streams that are files, so that nothing waits for a reader.
  ///
  /// Of the environment only `PATH`, `HOME` and `TMPDIR` are handed on, and the program is killed
  /// after `limit` seconds: no test waits for ever.
  package static func run(
    _ program: String, _ arguments: [String], input: [UInt8] = [],
    environment: [String: String] = [:], folder: String = Repository.root, limit: Int = 60
  ) throws -> Program {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let streams = try ["in", "out", "err"].map { name in
      let file = scratch.appending(path: name)
      try Data(name == "in" ? input : []).write(to: file)
      return name == "in"
        ? try FileHandle(forReadingFrom: file) : try FileHandle(forWritingTo: file)
    }
    let inherited = ProcessInfo.processInfo.environment
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["--signal=KILL", "\(limit)", program] + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = ["PATH", "HOME", "TMPDIR"].reduce(into: environment) { all, name in
      all[name] = all[name] ?? inherited[name]
    }
    process.standardInput = streams[0]
    process.standardOutput = streams[1]
    process.standardError = streams[2]
    try process.run()
    process.waitUntilExit()
    let text = { (name: String) in
      try String(decoding: Data(contentsOf: scratch.appending(path: name)), as: UTF8.self)
    }
    return Program(
      status: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal || process.terminationStatus > 128,
      output: try text("out"), complaints: try text("err"))
  }
}

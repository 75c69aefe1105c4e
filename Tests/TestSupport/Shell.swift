package import FoundationEssentials
import Glibc

/// Runs programs of the system for tests.
package enum Shell {
  /// What a bash script prints that gets `arguments` as its positional parameters.
  package static func output(of script: String, _ arguments: [String] = []) throws -> [UInt8] {
    try output(ofWords: ["/bin/bash", "-c", script, "script"] + arguments)
  }

  /// What a program prints on stdout; an end that is no success is a `CommandFailure`.
  package static func output(ofWords words: [String]) throws -> [UInt8] {
    let command = words.map(quoted).joined(separator: " ") + " 2>/dev/null"
    let (output, status) = try run(command)
    guard status == 0 else { throw CommandFailure(command: command, status: status) }
    return output
  }

  /// What a program prints on both streams, and how it ended.
  package static func everything(ofWords words: [String]) throws -> (
    output: [UInt8], status: Int32
  ) {
    try run(words.map(quoted).joined(separator: " ") + " 2>&1")
  }

  /// A new folder, removed after `body`.
  package static func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "flinkdoctor-\(UInt64.random(in: 0 ..< .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private static func run(_ command: String) throws -> (output: [UInt8], status: Int32) {
    guard let pipe = popen(command, "r") else {
      throw CommandFailure(command: command, status: errno)
    }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      if count == 0 { break }
      output += chunk[..<count]
    }
    return (output, pclose(pipe))
  }

  /// A word for the shell, whatever is in it.
  private static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

/// A program that did not end well; its command can be run by hand.
package struct CommandFailure: Error {
  package let command: String
  package let status: Int32
}

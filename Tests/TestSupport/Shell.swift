package import FoundationEssentials
import Glibc

/// Runs programs of the system for tests.
package enum Shell {
  /// What a bash script prints that gets `arguments` as its positional parameters.
  package static func output(of script: String, _ arguments: [String] = []) throws -> [UInt8] {
    let words = ["/bin/bash", "-c", script, "script"] + arguments
    let command = words.map(quoted).joined(separator: " ") + " 2>/dev/null"
    guard let pipe = popen(command, "r") else {
      throw OracleFailure(command: command, status: errno)
    }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, pipe)
      if count == 0 { break }
      output += chunk[..<count]
    }
    let status = pclose(pipe)
    guard status == 0 else { throw OracleFailure(command: command, status: status) }
    return output
  }

  /// A new folder, removed after `body`.
  package static func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "flinkdoctor-\(UInt64.random(in: 0 ..< .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}

private func quoted(_ word: String) -> String {
  "'" + word.replacing("'", with: "'\\''") + "'"
}

import Glibc

/// A program that prints one line when it is ready, and ends and cleans up when its input ends.
///
/// Its input ends with this value, or with the test process, so that nothing is left behind.
package final class HeldProgram: Sendable {
  package struct Failure: Error {
    package let path: String
    package let said: String
  }

  private let connection: Int32
  private let child: pid_t
  /// The words of the line that it printed, after `ready`.
  package let words: [String]

  /// Starts `path`, counted from the checkout, and waits for its line.
  package init(_ path: String, _ arguments: [String] = []) throws {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Failure(path: path, said: "") }
    let program = Repository.path(path)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    let texts = ([program] + arguments).map { strdup($0) }
    var child: pid_t = 0
    let status = posix_spawn(&child, program, &actions, nil, texts + [nil], environ)
    posix_spawn_file_actions_destroy(&actions)
    texts.forEach { free($0) }
    close(ends[1])
    connection = ends[0]
    self.child = child
    let line = status == 0 ? Self.line(from: ends[0]) : String(cString: strerror(status))
    let words = line.split(separator: " ").map(String.init)
    guard words.first == "ready" else {
      close(ends[0])
      throw Failure(path: path, said: line)
    }
    self.words = Array(words.dropFirst())
  }

  deinit {
    close(connection)
    var status: Int32 = 0
    waitpid(child, &status, 0)
  }

  private static func line(from source: Int32) -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(source, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

import Glibc
import SystemPackage

/// Reads a secret of one line, from a file or from a pipe: `--token-file <(vault read …)` leaves none
/// on a disk.
package enum SecretFile {
  /// No token, password or header is longer.
  private static let limit = 8192
  /// How long whoever writes into a pipe may take: a person may have to unlock something.
  private static let patience = Duration.seconds(30)

  /// The first line that is not empty, without blanks at its ends; empty where there is none.
  package static func firstLine(_ path: String) throws(InputError) -> String {
    let bytes = try read(path, patience: patience)
    let lines = String(decoding: bytes, as: UTF8.self).split { $0.isNewline }
    let line = lines.first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    var rest = line.drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  static func read(_ path: String, patience: Duration) throws(InputError) -> [UInt8] {
    let (file, status) = try InputFile.opened(path)
    defer { try? file.close() }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFIFO: break
    case S_IFDIR: throw InputError(path: path, reason: "is a folder, not a file")
    default: throw InputError(path: path, reason: "is neither a file nor a pipe")
    }
    return try contents(of: file, named: path, until: .now.advanced(by: patience), patience)
  }

  private static func contents(
    of file: FileDescriptor, named path: String, until end: ContinuousClock.Instant,
    _ patience: Duration
  ) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: limit + 1)
    while bytes.count <= limit {
      // A pipe into which nobody has written yet is not at its end.
      var wanted = pollfd(fd: file.rawValue, events: Int16(POLLIN), revents: 0)
      let wait = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      let ready = poll(&wanted, 1, Int32(max(wait, 0)))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else {
        throw InputError(path: path, reason: "is a pipe into which nobody wrote within \(patience)")
      }
      do {
        let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
        if count == 0 { return bytes }
        bytes += chunk[..<count]
      } catch {
        throw InputError(path: path, error)
      }
    }
    throw InputError(path: path, reason: "goes on after \(limit) bytes; no secret does")
  }
}

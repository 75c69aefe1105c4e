/// `conf/workers` and `conf/masters` as `bin/config.sh` reads them: `read line`, the first word, up to `#`.
///
/// The functions `extractHostName`, `readWorkers` and `readMasters` are the same from 1.12 to 2.3.
/// What a glob in a line (`w*`) would become hangs on the folder the script is started in: it is kept.
package struct HostsFile: Sendable, Hashable {
  /// A line that names a host.
  package struct Entry: Sendable, Hashable {
    /// As the scripts get it, a carriage return included; empty for `:8081` in masters.
    package let host: String
    /// masters only: what stands between the first and the second colon.
    package let port: String?
    /// Where the first word stands.
    package let range: TextRange
    /// The words after it, which the scripts drop; a comment is none.
    package let dropped: String?
  }

  package let entries: [Entry]

  /// Reads `conf/workers`: one TaskManager per line.
  package static func workers(_ bytes: [UInt8]) -> HostsFile { HostsFile(bytes, hasPorts: false) }

  /// Reads `conf/masters`: `host:webui-port` in a line; only start-cluster.sh with ZooKeeper does.
  package static func masters(_ bytes: [UInt8]) -> HostsFile { HostsFile(bytes, hasPorts: true) }

  private init(_ bytes: [UInt8], hasPorts: Bool) {
    entries = LogicalLine.lines(of: bytes).compactMap { line -> Entry? in
      let words = line.words
      guard let first = words.first else { return nil }
      let word = Self.hostWord(first.bytes)
      guard !word.isEmpty else { return nil }
      let fields = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      let rest = words.dropFirst().map(\.bytes)
      let isComment =
        first.bytes.contains(UInt8(ascii: "#")) || rest.first?.first == UInt8(ascii: "#")
      return Entry(
        host: String(decoding: hasPorts ? fields[0] : word[...], as: UTF8.self),
        port: hasPorts && fields.count > 1 ? String(decoding: fields[1], as: UTF8.self) : nil,
        range: TextRange(line: line.number, column: first.column, length: first.length),
        dropped: isComment || rest.isEmpty
          ? nil : String(decoding: Array(rest.joined(separator: [0x20])), as: UTF8.self))
    }
  }

  /// `extractHostName`: up to `#`, then what follows the last slash where that looks like a host.
  private static func hostWord(_ word: [UInt8]) -> [UInt8] {
    guard !isEchoOption(word) else { return [] }
    var host = Array(word.prefix { $0 != UInt8(ascii: "#") })
    if let slash = host.lastIndex(of: UInt8(ascii: "/")) {
      let tail = host[(slash + 1)...]
      if !tail.isEmpty, tail.allSatisfy(isHostByte) { host = Array(tail) }
    }
    return isEchoOption(host) ? [] : host
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte || byte == 0x2E || byte == 0x2D
  }

  /// `echo -n` prints nothing.
  private static func isEchoOption(_ word: [UInt8]) -> Bool {
    word.count > 1 && word[0] == UInt8(ascii: "-")
      && word.dropFirst().allSatisfy { [0x6E, 0x65, 0x45].contains($0) }
  }
}

extension HostsFile {
  /// Whether the scripts start every process on the machine they run on: every host is literally
  /// `localhost` or `127.0.0.1`.
  package var isAllLocal: Bool {
    entries.allSatisfy { $0.host == "localhost" || $0.host == "127.0.0.1" }
  }
}

/// A line as `read` without `-r` gives it: a backslash takes the next byte as it is, and joins lines.
private struct LogicalLine {
  struct Word {
    var bytes: [UInt8] = []
    let column: Int
    var length = 0
  }

  let number: Int
  let words: [Word]

  static func lines(of bytes: [UInt8]) -> [LogicalLine] {
    var lines: [LogicalLine] = []
    var number = 1
    var start = 1
    var column = 1
    var words: [Word] = []
    var open: Word?
    func closed() -> [Word] { words + (open.map { [$0] } ?? []) }
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case 0x0A:
        lines.append(LogicalLine(number: start, words: closed()))
        (number, column, words, open) = (number + 1, 1, [], nil)
        start = number
      case 0x5C where at < bytes.count && bytes[at] == 0x0A:
        at += 1
        (number, column) = (number + 1, 1)
      case 0x20, 0x09:
        if let word = open { words.append(word) }
        open = nil
        column += 1
      case 0x00:
        column += 1
      default:
        var taken = byte
        var width = byte & 0xC0 == 0x80 ? 0 : 1
        if byte == 0x5C {
          guard at < bytes.count else { continue }
          taken = bytes[at]
          at += 1
          width = 2
          if taken == 0x20 || taken == 0x09 {
            if let word = open { words.append(word) }
            open = nil
            column += width
            continue
          }
        }
        var word = open ?? Word(column: column)
        word.bytes.append(taken)
        word.length += width
        open = word
        column += width
      }
    }
    if !closed().isEmpty { lines.append(LogicalLine(number: start, words: closed())) }
    return lines
  }
}

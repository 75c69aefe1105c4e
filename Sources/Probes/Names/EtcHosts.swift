import Sockets

/// The lines of `/etc/hosts`, to tell which one an answer comes from.
package struct EtcHosts: Sendable {
  private struct Line {
    var number: Int
    var address: IPAddress
    var names: [[UInt8]]
  }

  private let lines: [Line]

  package init(_ bytes: some Sequence<UInt8>) {
    var lines: [Line] = []
    let all = Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (at, line) in all.enumerated() {
      let words = line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 32 || 9...13 ~= $0 }
      guard let first = words.first,
        let address = IPAddress(String(decoding: first, as: UTF8.self)), words.count > 1
      else { continue }
      lines.append(
        Line(number: at + 1, address: address, names: words.dropFirst().map(lowercased)))
    }
    self.lines = lines
  }

  /// The first line that gives `name` one of `addresses`.
  ///
  /// glibc's `files` module compares without regard to case, and answers 127.0.0.1 for `::1`.
  func line(of name: String, in addresses: [IPAddress]) -> Int? {
    let name = lowercased(name.utf8)
    return lines.first { line in
      line.names.contains(name)
        && addresses.contains {
          $0 == line.address || ($0.isLoopback && line.address.isLoopback)
        }
    }?.number
  }

  /// Every address that the file gives a name, in the file's order.
  func addresses(of name: String) -> [IPAddress] {
    let name = lowercased(name.utf8)
    return lines.filter { $0.names.contains(name) }.map(\.address)
  }
}

private func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
  bytes.map { 65...90 ~= $0 ? $0 + 32 : $0 }
}

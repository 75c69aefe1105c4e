package import Evidence
import Sockets

/// The lines of `/etc/hosts`, to tell which one an answer comes from.
package struct EtcHosts: Sendable {
  private struct Line {
    var number: Int
    var address: IPAddress
    var names: [[UInt8]]
  }

  private let lines: [Line]
  /// Lines that the resolver passes over, the first of them.
  package let faults: [HostsFileFault]

  package init(_ bytes: some Sequence<UInt8>) {
    var lines: [Line] = []
    var faults: [HostsFileFault] = []
    let all = Array(bytes).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (at, line) in all.enumerated() {
      let words = line.prefix { $0 != UInt8(ascii: "#") }.split { $0 == 32 || 9...13 ~= $0 }
      guard let first = words.first else { continue }
      let text = String(decoding: first, as: UTF8.self)
      if let address = Self.address(text), words.count > 1 {
        lines.append(
          Line(number: at + 1, address: address, names: words.dropFirst().map(lowercased)))
      } else if faults.count < Self.mostFaults {
        faults.append(
          HostsFileFault(
            line: at + 1, text: String(decoding: line.prefix(120), as: UTF8.self),
            kind: Self.address(text) == nil ? .noAddress : .noName, names: Self.names(words)))
      }
    }
    self.lines = lines
    self.faults = faults
  }

  private static let mostFaults = 64

  /// glibc's `files` module takes neither brackets nor a zone.
  private static func address(_ text: String) -> IPAddress? {
    text.utf8.contains { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "%") }
      ? nil : IPAddress(text)
  }

  /// What a spoilt line was meant to name: its words, at commas and blanks of other kinds too.
  private static func names(_ words: [ArraySlice<UInt8>]) -> [String] {
    words.prefix(16).flatMap { word in
      String(decoding: word, as: UTF8.self).split { $0 == "," || $0 == ";" || $0.isWhitespace }
    }.filter { part in
      part.unicodeScalars.allSatisfy { $0.isASCII } && part.contains { $0.isLetter }
        && IPAddress(String(part)) == nil
    }.map { $0.lowercased() }
  }

  /// The first line that gives `name` one of `addresses`.
  ///
  /// glibc's `files` module compares without regard to case, and answers 127.0.0.1 for `::1`.
  func line(of name: String, in addresses: [IPAddress]) -> Int? {
    let name = lowercased(name.utf8)
    return lines.first { line in
      line.names.contains(name)
        && addresses.contains {
          $0 == line.address
            || ($0.isIPv4 && $0.isLoopback && !line.address.isIPv4 && line.address.isLoopback)
        }
    }?.number
  }

  /// Every address that the file gives a name, in the file's order.
  func addresses(of name: String) -> [IPAddress] { matches(name).map(\.address) }

  /// Every line that names a host, in the file's order.
  package func entries(of name: String) -> [HostsFileEntry] {
    matches(name).prefix(64).map {
      HostsFileEntry(line: $0.number, address: $0.address.description)
    }
  }

  private func matches(_ name: String) -> [Line] {
    let name = lowercased(name.utf8)
    return lines.filter { $0.names.contains(name) }
  }
}

private func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
  bytes.map { 65...90 ~= $0 ? $0 + 32 : $0 }
}

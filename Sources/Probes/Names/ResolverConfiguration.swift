import Sockets

/// What `/etc/resolv.conf` says: whom to ask, and what to append to a name.
///
/// As glibc's `res_init` reads it: three name servers at most, the last of `search` and `domain`
/// wins, `ndots` up to 15; without a name server the local machine is asked.
package struct ResolverConfiguration: Sendable, Hashable {
  package var servers: [String]
  package var search: [String]
  package var dots: Int
  /// The words behind `options`, as they stand there.
  package var options: [String]
  /// Whether the file names the servers; else the local machine is asked.
  package var namesServers: Bool

  package init(servers: [String], search: [String] = [], dots: Int = 1) {
    self.servers = servers
    self.search = search
    self.dots = dots
    options = []
    namesServers = !servers.isEmpty
  }

  /// `LOCALDOMAIN` and `RES_OPTIONS` of the environment win over the file, as in glibc.
  package init(_ bytes: some Sequence<UInt8>, localDomain: String? = nil, options: String? = nil) {
    self.init(servers: [])
    for line in Array(bytes).split(separator: UInt8(ascii: "\n")) {
      // A comment is a line that starts with one of these; elsewhere they are part of a word.
      if let first = line.first, first == UInt8(ascii: "#") || first == UInt8(ascii: ";") {
        continue
      }
      let words = Self.words(line)
      switch words.first {
      case "nameserver":
        if words.count > 1, servers.count < 3, IPAddress(words[1]) != nil {
          servers.append(words[1])
        }
      case "search": search = Array(words.dropFirst())
      case "domain": search = Array(words.dropFirst().prefix(1))
      case "options": read(words.dropFirst())
      default: break
      }
    }
    if let localDomain { search = Self.words(localDomain.utf8) }
    if let options { read(Self.words(options.utf8)[...]) }
    namesServers = !servers.isEmpty
    if servers.isEmpty { servers = ["127.0.0.1"] }
  }

  private mutating func read(_ options: ArraySlice<String>) {
    self.options += options.prefix(32)
    for option in options where option.hasPrefix("ndots:") {
      if let number = Int(option.dropFirst("ndots:".count)), number >= 0 { dots = min(number, 15) }
    }
  }

  /// The full names that the resolver would ask for, in its order; none with an empty label.
  package func candidates(for name: String) -> [String] {
    if name.hasSuffix(".") { return [String(name.dropLast())].filter(Self.isAskable) }
    let searched = search.map { domain in
      name + "." + (domain.hasSuffix(".") ? String(domain.dropLast()) : domain)
    }
    let enough = name.utf8.count { $0 == UInt8(ascii: ".") } >= dots
    return (enough ? [name] + searched : searched + [name]).filter(Self.isAskable)
  }

  private static func isAskable(_ name: String) -> Bool {
    name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty }
  }

  private static func words(_ bytes: some Collection<UInt8>) -> [String] {
    bytes.split { $0 <= 32 }.map { String(decoding: $0, as: UTF8.self) }
  }
}

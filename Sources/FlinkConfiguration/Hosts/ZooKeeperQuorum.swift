/// A connect string as ZooKeeper's `ConnectStringParser` takes it: `host:port,host:port/chroot`.
package struct ZooKeeperQuorum: Sendable, Hashable {
  package struct Server: Sendable, Hashable {
    package let host: String
    /// nil: the client's default, 2181.
    package let port: String?
  }

  package let servers: [Server]
  /// What follows the first slash, with it.
  package let chroot: String?

  package init(_ text: String) {
    let slash = text.firstIndex(of: "/")
    chroot = slash.map { String(text[$0...]) }
    servers = text[..<(slash ?? text.endIndex)].split(separator: ",").map { part in
      let server = part.trimmingBlanks
      if server.hasPrefix("["), let end = server.firstIndex(of: "]") {
        let rest = server[server.index(after: end)...]
        return Server(
          host: String(server[server.index(after: server.startIndex)..<end]),
          port: rest.hasPrefix(":") ? String(rest.dropFirst()) : nil)
      }
      guard let colon = server.lastIndex(of: ":") else {
        return Server(host: String(server), port: nil)
      }
      return Server(
        host: String(server[..<colon]), port: String(server[server.index(after: colon)...]))
    }
  }
}

extension Substring {
  /// Without blanks and tabs at both ends.
  fileprivate var trimmingBlanks: Substring {
    var text = self.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}

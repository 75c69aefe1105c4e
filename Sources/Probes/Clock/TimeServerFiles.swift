import Glibc
import SystemPackage

/// The time servers that this machine's own clock daemons are configured with.
///
/// Of chrony, ntpd and systemd-timesyncd the first that names a server counts. A clock that hangs on
/// the machine (`refclock`, 127.127.x.x) is none.
package struct TimeServerFiles: Sendable {
  /// `/`, but for tests.
  private let root: String

  package init(root: String = "/") {
    self.root = root
  }

  /// In the order of the files, each host once.
  package func servers() -> [TimeServer] {
    for find in [chrony, ntpd, timesyncd] {
      var seen: Set<String> = []
      let servers = find().filter { seen.insert($0.host).inserted }
      if !servers.isEmpty { return Array(servers.prefix(Self.most)) }
    }
    return []
  }

  /// More are not asked: four are enough to find one that lies (RFC 8633, 3.2).
  private static let most = 4

  private func chrony() -> [TimeServer] {
    var folders: [(String, String)] = []
    var servers: [TimeServer] = []
    for path in ["/etc/chrony/chrony.conf", "/etc/chrony.conf"] {
      for words in lines(of: path, comments: "!;#%") {
        switch words[0].lowercased() {
        case "confdir", "sourcedir":
          let suffix = words[0].lowercased() == "confdir" ? ".conf" : ".sources"
          folders += words.dropFirst().map { ($0, suffix) }
        default: servers += server(words, path)
        }
      }
      if !servers.isEmpty || !folders.isEmpty { break }
    }
    for (folder, suffix) in folders {
      for path in files(in: folder, suffix: suffix) {
        servers += lines(of: path, comments: "!;#%").flatMap { server($0, path) }
      }
    }
    return servers
  }

  private func ntpd() -> [TimeServer] {
    ["/etc/ntpsec/ntp.conf", "/etc/ntp.conf"].flatMap { path in
      lines(of: path, comments: "#").flatMap { server($0, path) }
    }
  }

  private func timesyncd() -> [TimeServer] {
    let paths =
      ["/etc/systemd/timesyncd.conf"] + files(in: "/etc/systemd/timesyncd.conf.d", suffix: ".conf")
    var named: [TimeServer] = []
    var fallbacks: [TimeServer] = []
    for path in paths {
      for words in lines(of: path, comments: "#;") {
        guard let equals = words[0].firstIndex(of: "=") else { continue }
        let first = words[0][words[0].index(after: equals)...]
        let hosts = ([String(first)] + words.dropFirst()).filter { !$0.isEmpty }
        let servers = hosts.map { TimeServer(host: $0, source: path) }
        switch words[0][..<equals] {
        case "NTP": named = hosts.isEmpty ? [] : named + servers
        case "FallbackNTP": fallbacks = hosts.isEmpty ? [] : fallbacks + servers
        default: break
        }
      }
    }
    return named.isEmpty ? fallbacks : named
  }

  /// `server`, `pool` and `peer`, as chrony and ntpd both have them.
  private func server(_ words: [String], _ path: String) -> [TimeServer] {
    guard ["server", "pool", "peer"].contains(words[0].lowercased()) else { return [] }
    let host = words.dropFirst().drop { $0.hasPrefix("-") }.first
    guard let host, !host.hasPrefix("127.127.") else { return [] }
    let at = words.firstIndex(of: "port").map { $0 + 1 }
    let port = at.flatMap { words.indices.contains($0) ? UInt16(words[$0]) : nil }
    return [TimeServer(host: host, port: Int(port ?? 123), source: path)]
  }

  private func lines(of path: String, comments: String) -> [[String]] {
    (smallFile(FilePath(place(path))) ?? []).split(separator: UInt8(ascii: "\n")).compactMap {
      line in
      let words = line.split { $0 <= 32 }.map { String(decoding: $0, as: UTF8.self) }
      guard let first = words.first?.first, !comments.contains(first) else { return nil }
      return words
    }
  }

  private func files(in folder: String, suffix: String) -> [String] {
    let names = folderNames(FilePath(place(folder))) ?? []
    return names.filter { $0.hasSuffix(suffix) }.prefix(256).sorted().map { folder + "/" + $0 }
  }

  private func place(_ path: String) -> String { root == "/" ? path : root + path }
}

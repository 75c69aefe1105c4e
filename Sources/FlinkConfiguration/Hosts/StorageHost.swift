/// The machine that a path of a remote file system names: `hdfs://nn1:8020/flink`.
package struct StorageHost: Sendable, Hashable {
  package let host: String
  /// nil where the path names none.
  ///
  /// What HDFS names without a port may be a service of several
  /// NameNodes (`dfs.nameservices`), which no resolver knows.
  package let port: String?

  /// nil for local paths, and for schemes whose first part is a bucket and no machine (`s3`, `gs`).
  package init?(_ path: String) {
    guard let colon = path.firstIndex(of: ":") else { return nil }
    var rest = path[path.index(after: colon)...]
    guard Self.schemes.contains(path[..<colon].lowercased()), rest.hasPrefix("//") else {
      return nil
    }
    rest = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    // abfs://container@account.dfs.core.windows.net
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      host = String(rest[..<end].dropFirst())
      let tail = rest[rest.index(after: end)...]
      port = tail.hasPrefix(":") ? String(tail.dropFirst()) : nil
    } else if let colon = rest.lastIndex(of: ":") {
      host = String(rest[..<colon])
      port = String(rest[rest.index(after: colon)...])
    } else {
      host = String(rest)
      port = nil
    }
    guard !host.isEmpty, host.unicodeScalars.allSatisfy({ $0.value > 0x20 }) else { return nil }
  }

  private static let schemes: Set<String> = [
    "hdfs", "webhdfs", "swebhdfs", "abfs", "abfss", "wasb", "wasbs", "http", "https",
  ]
}

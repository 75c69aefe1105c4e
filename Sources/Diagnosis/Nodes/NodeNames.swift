/// What to call nodes, so that each has a name of its own.
package enum NodeNames {
  /// The host name; where it is unknown or another node's too, the file's name, or its whole path.
  package static func of(_ files: [(path: String, hostname: String?)]) -> [String] {
    let stems = files.map { stem(of: $0.path) }
    let names = files.indices.map { files[$0].hostname ?? stems[$0] }
    return files.indices.map { at in
      if count(names[at], in: names) == 1 { return names[at] }
      return count(stems[at], in: stems + names) == 1 ? stems[at] : files[at].path
    }
  }

  /// `tm1` of `/tmp/tm1.json`.
  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }

  private static func count(_ name: String, in names: [String]) -> Int {
    names.count { $0 == name }
  }
}

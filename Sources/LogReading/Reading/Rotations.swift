import Evidence

extension LogEvidence {
  /// A log that was rotated goes on in the next file: its process did not end there.
  mutating func joinRotations() {
    for older in files.indices {
      guard let newer = newer(than: older), let last = files[older].runs.indices.last,
        let first = files[newer].runs.first, !first.hasStart
      else { continue }
      files[older].runs[last].end = .continued
      files[newer].continues = older
      // What the older one tells of the process holds for the newer one.
      let known = files[older].runs[last]
      files[newer].runs[0].inherit(known)
      if files[newer].component == .unknown { files[newer].component = known.component }
    }
  }

  private func newer(than older: Int) -> Int? {
    // The same file was read again from its beginning: it was rotated while it was followed.
    let path = files[older].path
    if let again = files.indices.first(where: { $0 > older && files[$0].path == path }) {
      return again
    }
    let (name, number) = Self.rotation(path)
    guard number > 0 else { return nil }
    return files.indices.first {
      Self.rotation(files[$0].path) == (name, number - 1)
        || number == 1 && Self.rotation(files[$0].path) == (name, 0)
    }
  }

  private static func rotation(_ path: String) -> (name: String, number: Int) {
    let path = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
    guard let dot = path.lastIndex(of: "."), let number = Int(path[path.index(after: dot)...]),
      number >= 0
    else { return (path, 0) }
    return (String(path[..<dot]), number)
  }
}

extension LogRun {
  /// Takes from the part of the same process before what this part does not tell itself.
  mutating func inherit(_ known: LogRun) {
    version = version ?? known.version
    java = java ?? known.java
    host = host ?? known.host
    advertised = advertised ?? known.advertised
    metrics = metrics ?? known.metrics
    resourceID = resourceID ?? known.resourceID
    if component == .unknown { component = known.component }
  }
}

import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

/// The files that the PATHs of `flinkdoctor logs` stand for.
package struct LogInputs: Sendable {
  /// Sorted within a folder; a rotated log before the one that goes on from it.
  package private(set) var paths: [String] = []
  package private(set) var errors: [InputError] = []
  /// Bytes of all of them, as far as they are known.
  package private(set) var bytes: Int64 = 0

  private static let mostFiles = 2_000
  private static let deepest = 4

  package init(_ given: [String]) {
    for path in given {
      if path == "-" {
        paths.append(path)
      } else {
        add(path)
      }
    }
  }

  private mutating func add(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let reason = errno == EACCES ? "may not be read by this user" : "no such file"
      errors.append(InputError(path: path, reason: reason))
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      let found = Self.logs(below: path, depth: 0)
      if found.isEmpty {
        errors.append(
          InputError(
            path: path,
            reason: "holds no logs (*.log, *.out, *.log.1, *.gz, *.json were looked for)"))
      }
      for file in found.prefix(Self.mostFiles) { take(file) }
      if found.count > Self.mostFiles {
        errors.append(
          InputError(
            path: path, reason: "holds \(found.count) logs; only \(Self.mostFiles) are read"))
      }
    case S_IFIFO where !path.hasPrefix("/dev/fd/") && !path.hasPrefix("/proc/"):
      errors.append(
        InputError(
          path: path, reason: "is a FIFO, not a file; to read a pipe give - as PATH"))
    case S_IFSOCK:
      errors.append(InputError(path: path, reason: "is a socket, not a file"))
    case S_IFBLK:
      errors.append(InputError(path: path, reason: "is a device, not a file"))
    default: take(path)
    }
  }

  private mutating func take(_ path: String) {
    guard !paths.contains(path) else { return }
    var status = stat()
    if stat(path, &status) == 0 { bytes += Int64(status.st_size) }
    paths.append(path)
  }

  private static func logs(below folder: String, depth: Int) -> [String] {
    guard depth < deepest, let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [(rotation: Int, name: String, path: String)] = []
    var folders: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: folders.append(path)
      case S_IFREG where isLog(name) && status.st_size > 0:
        let parts = rotation(of: name)
        found.append((parts.number, parts.name, path))
      default: continue
      }
    }
    // The highest number is the oldest.
    let sorted = found.sorted {
      ($0.name, -$0.rotation, $0.path) < ($1.name, -$1.rotation, $1.path)
    }
    return sorted.map(\.path)
      + folders.sorted().flatMap { logs(below: $0, depth: depth + 1) }
  }

  static func isLog(_ name: String) -> Bool {
    let name = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    let base = rotation(of: name).name
    return [".log", ".out", ".err", ".json", ".txt"].contains { base.hasSuffix($0) }
      || base.contains(".log.") || base.hasPrefix("gc") && base.contains("log")
      || base == "syslog" || base == "messages" || base == "kern"
  }

  /// `taskmanager.log` and 2 of `taskmanager.log.2.gz`; 0 for the log that is written now.
  static func rotation(of name: String) -> (name: String, number: Int) {
    let name = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    guard let dot = name.lastIndex(of: "."), let number = Int(name[name.index(after: dot)...]),
      number >= 0
    else { return (name, 0) }
    return (String(name[..<dot]), number)
  }
}

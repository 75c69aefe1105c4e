import Evidence

#if canImport(Glibc)
  import Glibc
#endif

/// This process.
enum ProcessID {
  static var current: Int32 { getpid() }
}

/// Moves a file within a folder.
enum Rename {
  static func move(_ from: String, to: String) -> Bool {
    if rename(from, to) == 0 { return true }
    unlink(from)
    return false
  }
}

/// The environment as it was at the start.
enum Environment {
  static let variables: [String: String] = {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.firstIndex(of: "=") {
        variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }()
}

/// What a stream is connected to.
enum Terminal {
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal on stdout; nil when it is none.
  static var width: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

/// The time of day, for reports.
enum Timestamp {
  /// Now as ISO 8601 in UTC with milliseconds.
  static var now: String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UnixTime.text(
      ofMilliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

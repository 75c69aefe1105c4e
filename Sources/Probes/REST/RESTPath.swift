/// What is asked of a REST endpoint; there is no way to ask for anything else.
///
/// Not every GET of Flink is harmless: some cancel jobs, some run user code.
package struct RESTPath: Sendable, Hashable {
  package let text: String

  /// A static page, whose answer carries the JobManager's date.
  package static let page = Self(text: "/index.html")
  package static let config = Self(text: "/config")
  package static let overview = Self(text: "/overview")
  package static let jobManagerConfig = Self(text: "/jobmanager/config")
  package static let jobManagerLogs = Self(text: "/jobmanager/logs")
  package static let jobManagerThreads = Self(text: "/jobmanager/thread-dump")
  package static let taskManagers = Self(text: "/taskmanagers")
  package static let jobs = Self(text: "/jobs/overview")

  private init(text: String) { self.text = text }
}

extension RESTPath {
  /// One job; nil for what is no job's id: 32 hexadecimal digits.
  package static func job(_ id: some StringProtocol) -> Self? { job(id, "") }

  package static func exceptions(ofJob id: some StringProtocol) -> Self? {
    // Without a number 1.12 sends up to 20, later ones up to 16 of the history.
    job(id, "/exceptions?maxExceptions=20")
  }

  package static func checkpoints(ofJob id: some StringProtocol) -> Self? {
    job(id, "/checkpoints")
  }

  package static func checkpointConfig(ofJob id: some StringProtocol) -> Self? {
    job(id, "/checkpoints/config")
  }

  package static func restarts(ofJob id: some StringProtocol) -> Self? {
    job(id, "/metrics?get=numRestarts")
  }

  private static func job(_ id: some StringProtocol, _ rest: String) -> Self? {
    guard id.utf8.count == 32, id.utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }) else {
      return nil
    }
    return Self(text: "/jobs/\(id)\(rest)")
  }
}

extension RESTPath {
  package static func logs(ofTaskManager id: String) -> Self {
    Self(text: "/taskmanagers/\(escaped(id))/logs")
  }

  package static func threads(ofTaskManager id: String) -> Self {
    Self(text: "/taskmanagers/\(escaped(id))/thread-dump")
  }

  package static func log(_ name: String, ofTaskManager id: String) -> Self {
    Self(text: "/taskmanagers/\(escaped(id))/logs/\(escaped(name))")
  }

  package static func jobManagerLog(_ name: String) -> Self {
    Self(text: "/jobmanager/logs/\(escaped(name))")
  }
}

// The names of metrics without `names`, else their values. The JobManager fetches metrics when it is
// asked and seldomer than that, so that the first answer is empty.
extension RESTPath {
  package static func jobManagerMetrics(_ names: [String] = []) -> Self {
    Self(text: "/jobmanager/metrics" + query(names))
  }

  package static func metrics(_ names: [String], ofTaskManager id: String) -> Self {
    Self(text: "/taskmanagers/\(escaped(id))/metrics" + query(names))
  }

  /// The least, the greatest and the sum over all TaskManagers.
  package static func taskManagersMetrics(_ names: [String] = []) -> Self {
    Self(
      text: "/taskmanagers/metrics" + query(names)
        + (names.isEmpty ? "" : "&agg=min,max,sum"))
  }

  private static func query(_ names: [String]) -> String {
    names.isEmpty ? "" : "?get=" + names.map(escaped).joined(separator: ",")
  }

  /// A part of a path: what is no letter, digit or mark of RFC 3986 is escaped, slashes among them,
  /// and so are dots that would lead elsewhere.
  private static func escaped(_ text: String) -> String {
    if text == "." || text == ".." { return text.utf8.map { _ in "%2E" }.joined() }
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { escaped, byte in
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126, 58:
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default: escaped += ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
  }
}

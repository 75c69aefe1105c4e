package import Diagnosis
import FlinkConfiguration

extension Examination {
  /// Whether a path leads to a machine's own file system: `file:`, or no scheme and no other default.
  package func isLocalPath(_ path: String) -> Bool {
    if path.hasPrefix("file:") { return true }
    if path.contains("://") || path.hasPrefix("hdfs:") || path.isEmpty { return false }
    let scheme = setting("fs.default-scheme")?.text ?? "file"
    return scheme.hasPrefix("file")
  }

  /// How grave a local path is for what other machines must find.
  ///
  /// Nothing in a file tells a disk from a shared mount, so that only what surely is none (`/tmp`)
  /// is an error. One machine, or a path that may be a mount while the machines are not known: nil.
  package func severityOfLocalPath(_ setting: Setting) -> Severity? {
    guard isLocalPath(setting.text) else { return nil }
    let isTemporary = Self.isTemporary(setting.text)
    return switch topology {
    case .several: isTemporary && deployment == .standalone ? .error : .warning
    case .unknown: isTemporary ? .warning : nil
    case .single: nil
    }
  }

  /// Whether a path lies where systems clean up by themselves, and where nothing shared is mounted.
  package static func isTemporary(_ path: String) -> Bool {
    var rest = path[...]
    if rest.hasPrefix("file:") {
      rest = rest.dropFirst(5)
      while rest.hasPrefix("//") { rest = rest.dropFirst() }
    }
    return ["/tmp", "/var/tmp", "/dev/shm"].contains { rest == $0 || rest.hasPrefix($0 + "/") }
  }
}

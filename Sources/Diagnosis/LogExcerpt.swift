/// Real lines of a log, for an example of a rule; `↓` stands where a finding must point.
package struct LogExcerpt: Sendable, Hashable {
  package let path: String
  package let marked: String

  package static func jobManager(_ marked: String) -> Self {
    Self(path: "jobmanager.log", marked: marked)
  }

  package static func taskManager(_ marked: String) -> Self {
    Self(path: "taskmanager.log", marked: marked)
  }

  package static func file(_ path: String, _ marked: String) -> Self {
    Self(path: path, marked: marked)
  }

  /// The lines as the log has them.
  package var text: String { MarkedText.plain(marked) }
}

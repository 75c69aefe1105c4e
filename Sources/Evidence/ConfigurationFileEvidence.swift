/// A configuration file that a running process read, and how it stands to the one under examination.
package struct ConfigurationFileEvidence: Sendable, Hashable, Codable {
  package var path: String
  /// The file under examination itself, by whatever path.
  package var isExamined: Bool
  /// Another file with the same bytes, such as a copy for another node.
  package var hasSameBytes: Bool
  /// When its content last changed, in milliseconds since 1970.
  package var modifiedAtMs: Int64

  package init(
    path: String, isExamined: Bool, hasSameBytes: Bool, modifiedAtMs: Int64
  ) {
    self.path = path
    self.isExamined = isExamined
    self.hasSameBytes = hasSameBytes
    self.modifiedAtMs = modifiedAtMs
  }
}

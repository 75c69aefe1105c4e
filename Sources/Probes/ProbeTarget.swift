/// A host to look up and, where a port is given, to dial.
package struct ProbeTarget: Sendable, Hashable {
  /// As Flink takes it, after its normalisation; it comes back unchanged in the evidence.
  package var host: String
  /// nil when the name alone is in question.
  package var port: Int?
  /// What it is to the cluster, for progress on a terminal: `JobManager RPC`.
  package var role: String

  package init(host: String, port: Int? = nil, role: String = "") {
    self.host = host
    self.port = port
    self.role = role
  }
}

/// Why a process ended, as somebody else tells it.
package struct DeathEvidence: Sendable, Hashable, Codable {
  package enum Source: String, Sendable, Hashable, Codable, CaseIterable {
    case kubernetes
    case docker
    case yarn
    case kernel
  }

  package var source: Source
  package var file: Int
  package var line: Int
  package var time: Int64?
  /// The pod, container or process.
  package var name: String
  package var node: String?
  package var exitCode: Int?
  /// `OOMKilled`, `Evicted`, `Preempted`, `Error`.
  package var reason: String?
  package var text: String?
  package var restarts: Int?

  package init(
    source: Source, file: Int, line: Int, time: Int64? = nil, name: String, node: String? = nil,
    exitCode: Int? = nil, reason: String? = nil, text: String? = nil, restarts: Int? = nil
  ) {
    self.source = source
    self.file = file
    self.line = line
    self.time = time
    self.name = name
    self.node = node
    self.exitCode = exitCode
    self.reason = reason
    self.text = text
    self.restarts = restarts
  }

  /// Whether memory was the reason.
  package var isOutOfMemory: Bool {
    reason == "OOMKilled" || source == .kernel && reason == "OOM"
  }
}

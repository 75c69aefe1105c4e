package import Diagnosis
package import Evidence

/// A process of the cluster as the logs know it.
package struct LogProcess: Sendable, Hashable, CustomStringConvertible {
  package var role: LogFileEvidence.Component
  /// What others dial: `jm1:6123`; nil when no line tells.
  package var address: String?
  /// Its own log among those that were read.
  package var file: Int?

  package init(role: LogFileEvidence.Component, address: String? = nil, file: Int? = nil) {
    self.role = role
    self.address = address
    self.file = file
  }

  package var name: String {
    switch role {
    case .jobManager: "JobManager"
    case .taskManager: "TaskManager"
    case .client: "client"
    case .unknown: "process"
    }
  }

  /// `JobManager jm1:6123`.
  package var description: String { address.map { "\(name) \($0)" } ?? name }

  /// `the JobManager (jm1:6123)`, as a subject of a sentence.
  package var the: String { address.map { "the \(name) (\($0))" } ?? "the \(name)" }
  package var The: String { "T" + the.dropFirst() }

  /// Where others dial it, as a finding's peer.
  package var peer: Peer? {
    guard let address, let colon = address.lastIndex(of: ":") else { return nil }
    let port = Int(address[address.index(after: colon)...])
    return Peer(host: port == nil ? address : String(address[..<colon]), port: port)
  }

  package var host: String? { peer?.host ?? address }
}

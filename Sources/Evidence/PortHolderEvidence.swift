/// Who listens on a port of this machine that the configuration gives to one of its own processes.
package struct PortHolderEvidence: Sendable, Hashable, Codable {
  package var port: Int
  /// Textual; `0.0.0.0` and `::` stand for every address.
  package var address: String
  package var uid: Int
  /// nil where the files of its process may not be looked at.
  package var pid: Int?
  /// The program's name, as the system has it.
  package var program: String?
  /// What it is to Flink; nil for other programs, and where the process is not known.
  package var role: ProcessEvidence.Role?

  package init(
    port: Int, address: String, uid: Int = 0, pid: Int? = nil, program: String? = nil,
    role: ProcessEvidence.Role? = nil
  ) {
    self.port = port
    self.address = address
    self.uid = uid
    self.pid = pid
    self.program = program
    self.role = role
  }
}

/// The listeners on this machine's own ports.
package struct OwnPortsEvidence: Sendable, Hashable, Codable {
  /// The ports that were looked at.
  package var ports: [Int]
  /// By port and address.
  package var holders: [PortHolderEvidence]
  /// Why the list may be short.
  package var incomplete: String?

  package init(
    ports: [Int], holders: [PortHolderEvidence] = [], incomplete: String? = nil
  ) {
    self.ports = ports
    self.holders = holders
    self.incomplete = incomplete
  }
}

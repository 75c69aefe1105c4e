import Evidence
import FlinkConfiguration

/// One node of several, by everything under which the others may know it.
struct JudgedNode: Sendable {
  let name: String
  /// Host names and addresses; what leads every machine to itself is none.
  let hosts: Set<String>

  init(name: String, _ exam: Examination) {
    self.name = name
    let own = exam.evidence.node.map { [$0.hostname] + $0.addresses } ?? []
    hosts = Set(own.filter { !$0.isEmpty && !Host.isLoopback($0) }).union([name])
  }
}

/// Which of several nodes a host is.
struct NodeDirectory {
  private var names: [String: String] = [:]

  /// What several call themselves, such as the address of Docker's bridge, tells none of them.
  init(_ nodes: [JudgedNode]) {
    var claims: [String: Int] = [:]
    for node in nodes {
      for host in node.hosts {
        claims[host, default: 0] += 1
        names[host] = node.name
      }
    }
    names = names.filter { claims[$0.key] == 1 }
  }

  /// The name of the node at the other end; nil where it is none of them.
  func node(at peer: Peer?) -> String? {
    guard let peer else { return nil }
    return peer.address.flatMap { names[$0] } ?? names[peer.host]
  }
}

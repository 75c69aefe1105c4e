package import Evidence
import FlinkConfiguration

extension Seen {
  /// An open port of a host and the actor system there, whose address is `advertised`, or whatever
  /// else `change` makes of it.
  ///
  /// The address is the host where none is given.
  package static func remoting(
    _ host: String, _ port: Int, advertised: String = "jm1", role: PortRole = .jobManagerRpc,
    change: @escaping @Sendable (inout RemotingEvidence) -> Void = { _ in }
  ) -> Seen {
    Seen {
      var answer = RemotingEvidence(
        host: host, address: host, port: port, role: role, outcome: .associated, waitedMs: 3)
      answer.system = "flink"
      answer.hostname = advertised
      answer.advertisedPort = port
      answer.transport = "tcp"
      answer.scheme = $0.version < FlinkVersion(1, 18) ? "akka" : "pekko"
      answer.roles =
        role == .jobManagerRpc ? ["dispatcher_0", "resourcemanager_1"] : ["taskmanager_0"]
      answer.pings = 5
      answer.roundTripMs = [0.9, 0.4, 0.3, 0.4, 0.3]
      answer.echoes = [3000, 60000].map { .init(bytes: $0, roundTripMs: 1, waitedMs: 1) }
      answer.frame = .init(bytes: 10_485_760, isAccepted: true)
      change(&answer)
      $0.evidence.dials.append(
        DialEvidence(
          host: host, address: host, port: port, role: role, outcome: .open, durationMs: 1))
      $0.evidence.remoting = ($0.evidence.remoting ?? []) + [answer]
    }
  }

  /// An open port where no actor system answers.
  package static func remoting(
    _ host: String, _ port: Int, _ outcome: RemotingEvidence.Outcome, waitedMs: Double = 3000,
    firstBytes: String? = nil, role: PortRole = .jobManagerRpc
  ) -> Seen {
    remoting(host, port, role: role) {
      $0 = RemotingEvidence(
        host: host, address: host, port: port, role: role, outcome: outcome, waitedMs: waitedMs)
      $0.firstBytes = firstBytes
    }
  }
}

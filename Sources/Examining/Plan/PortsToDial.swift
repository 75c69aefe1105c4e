import Diagnosis
import Probes

/// The ports that this node's processes must reach, one by one.
func portsToDial(_ exam: Examination) -> [PortTarget] {
  exam.peerPorts.flatMap { peer in
    peer.ports.map { PortTarget(host: peer.host, port: $0, role: peer.role) }
  }
}

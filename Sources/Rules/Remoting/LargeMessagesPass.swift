package import Diagnosis
import Evidence

/// Small packets that pass and large ones that vanish are a path with a smaller MTU than its ends.
package struct LargeMessagesPass: Rule {
  package static let card = RuleCard(
    id: "FD3207", name: "large-messages-pass", severity: .error,
    title: "Messages of several packets come back as small ones do",
    why: """
      On a path whose MTU is smaller than that of its ends (a tunnel, VXLAN, a VPN) and whose `packet \
      too big` is dropped by a firewall, the handshake and heartbeats pass and everything larger \
      hangs: registration, the deployment of a task, the web UI. Flink logs `AskTimeoutException` \
      and nothing of packets.
      """,
    fix: """
      Give the interfaces the MTU of the path (`ip link set dev eth0 mtu 1400`), or let ICMP type 3 \
      code 4 (IPv6: type 2) through the firewalls.
      """,
    sources: ["RFC 2923", "an MTU of 1400 between ends of 1500, measured with 1.20.5"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .remoting("jm1", 6123) {
            $0.echoes = [.init(bytes: 3000, roundTripMs: nil, waitedMs: 2500)]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1",
        seen: [
          .remoting("jm1", 6123) {
            $0.echoes = [
              .init(bytes: 3000, roundTripMs: 1, waitedMs: 1),
              .init(bytes: 60000, roundTripMs: nil, waitedMs: 2500),
            ]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123) { $0.echoes = [] }]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [
          .remoting("jm1", 6123) {
            $0.echoes = [.init(bytes: 3000, roundTripMs: nil, waitedMs: 200)]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
    ])

  /// A lost packet is sent again after 200 ms, 400 ms and 800 ms.
  private static let tellingMs = 1000.0

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.associations.map { peer in
      guard let lost = peer.answer.echoes.first(where: { $0.roundTripMs == nil }) else {
        return peer.passed
      }
      guard lost.waitedMs >= Self.tellingMs else {
        return peer.unknown(
          "\(lost.bytes) bytes were not back after \(lost.waitedMs.asMilliseconds), which is too "
            + "short to tell")
      }
      return .lost(peer, lost)
    }
  }
}

extension Verdict {
  fileprivate static func lost(_ peer: RemotingSeen, _ echo: RemotingEvidence.Echo) -> Verdict {
    let small = peer.answer.medianRoundTripMs.map { " in \($0.asMilliseconds)" } ?? ""
    return peer.fault(
      """
      Pings to the \(peer.title) at \(peer.place) come back\(small), but a message of \(echo.bytes) \
      bytes does not within \(echo.waitedMs.asMilliseconds): the path has a smaller MTU than its \
      ends. Registration, deployment and everything else that is larger than a packet hangs until \
      ask.timeout.
      """,
      fix:
        "find the size that passes (`ping -M do -s 1372 \(peer.answer.address)`) and set it on the "
        + "interfaces (`ip link set dev eth0 mtu 1400`), or let ICMP `fragmentation needed` through",
      explains: [.heartbeatsLost, .silent(address: peer.answer.address)])
  }
}

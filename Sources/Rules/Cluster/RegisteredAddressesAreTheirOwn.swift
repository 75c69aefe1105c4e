package import Diagnosis
import Evidence

/// Two TaskManagers cannot be told apart by one address.
package struct RegisteredAddressesAreTheirOwn: Rule {
  package static let card = RuleCard(
    id: "FD8103", name: "registered-addresses-are-their-own", severity: .error,
    title: "No two TaskManagers are registered under one address",
    why: """
      The JobManager's actor system knows others by host and port. Of two TaskManagers with the same \
      ones it takes each for a restart of the other: one is quarantined after ten seconds, or both \
      lose their connections again and again. Records for one are sent to the other.
      """,
    fix: "Give each its own taskmanager.host, and on one machine its own ports.",
    sources: ["run for 1.12 and 1.20: one taskmanager.host on two machines"],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.cluster { $0.taskManagers = [.at("tm1", "a"), .at("tm1", "b")] }]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster {
            $0.taskManagers = [.at("tm1", "a", rpc: 6122), .at("tm1", "b", rpc: 6222)]
          }
        ]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .name("tm1", resolvesTo: "10.0.0.2"),
          .cluster { $0.taskManagers = [.at("10.0.0.2", "a"), .at("tm1", "b")] },
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster {
            $0.taskManagers = [.at("tm1", "a"), .at("tm1", "b", rpc: 6222, data: 6221)]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.cluster()]),
      // One that was killed is listed until its heartbeat times out, beside its successor.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster { $0.taskManagers = [.at("tm1", "a", heard: 12), .at("tm1", "b")] }
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster { $0.taskManagers = [.at("tm1", "a", heard: 30), .at("tm1", "b")] }
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.cluster, let all = cluster.taskManagers, !all.isEmpty else {
      return []
    }
    // The JobManager asks all of them at once. One that was killed did not answer the round which
    // its successor has answered, and is listed beside it until its heartbeat times out.
    let round = (exam.runningTime("heartbeat.interval")?.milliseconds ?? 10_000) / 2
    for (what, port) in [("RPC", \ClusterTaskManager.rpcPort), ("data", \.data)] {
      var seen: [String: ClusterTaskManager] = [:]
      for one in all where one.lastHeartbeatMs > 0 {
        guard let name = one.host, let number = one[keyPath: port] else { continue }
        // A name and its address are one, as far as this machine knows.
        let host = exam.evidence.name(name)?.addresses.first ?? name
        let address = host.contains(":") ? "[\(host)]:\(number)" : "\(host):\(number)"
        guard let other = seen.updateValue(one, forKey: address) else { continue }
        if abs(other.lastHeartbeatMs - one.lastHeartbeatMs) < round {
          return [.shared(address, what, other, one, cluster)]
        }
      }
    }
    return [Verdict(.passed, subject: cluster.subject)]
  }
}

extension ClusterTaskManager {
  fileprivate var data: Int? { dataPort > 0 ? dataPort : nil }
}

extension Verdict {
  fileprivate static func shared(
    _ address: String, _ what: String, _ one: ClusterTaskManager, _ other: ClusterTaskManager,
    _ cluster: ClusterEvidence
  ) -> Verdict {
    Verdict(
      .finding(.error), subject: "taskmanager:\(one.id)",
      message: """
        The TaskManagers \(one.id) and \(other.id) are registered under the same \(what) address, \
        \(address): each looks like a restart of the other, and what is sent to one may reach the \
        other.
        """,
      peer: Peer(host: one.host ?? "", port: one.rpcPort),
      evidence: [one, other].map { cluster.line("/taskmanagers", "\($0.id): \($0.path)") },
      fix: Fix(
        "give each its own taskmanager.host; on one machine each its own taskmanager.rpc.port and "
          + "taskmanager.data.port, or 0"),
      shows: [.taskManagerNotReachable],
      explains: [.taskManagerNotReachable, .heartbeatsLost, .jobsFail])
  }
}

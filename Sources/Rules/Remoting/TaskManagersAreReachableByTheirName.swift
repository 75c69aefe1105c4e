package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager registers with the name that it calls itself, and others use no other.
package struct TaskManagersAreReachableByTheirName: Rule {
  package static let card = RuleCard(
    id: "FD2202", name: "task-managers-are-reachable-by-their-name", severity: .error,
    title: "No TaskManager calls itself localhost",
    why: """
      A TaskManager that calls itself localhost registers, because the JobManager answers over the \
      connection that it made, and a job on one TaskManager runs. As soon as two of them exchange \
      records, each connects to itself: `Connecting to remote task manager 'localhost/127.0.0.1:...' \
      has failed`.
      """,
    fix: "Set taskmanager.host on that machine to a name or address that the other machines reach.",
    sources: [
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner#createRpcService, measured on 1.12.5"
        + " and 1.20.5"
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "tm1"),
          .remoting("tm1", 6122, advertised: "localhost", role: .taskManagerRpc),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "tm1\ntm2"), .name("tm2", resolvesTo: "10.0.0.2"),
          .remoting("tm1", 6122, advertised: "10.0.0.2", role: .taskManagerRpc),
        ]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "tm1\ntm2"),
          .remoting("tm1", 6122, advertised: "tm2", role: .taskManagerRpc),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "tm1"),
          .remoting("tm1", 6122, advertised: "10.0.0.2", role: .taskManagerRpc),
        ]),
      // Two names of one machine.
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "tm1\ntm1.example.org"),
          .name("tm1.example.org", resolvesTo: "tm1"),
          .remoting("tm1", 6122, advertised: "tm1.example.org", role: .taskManagerRpc),
        ]),
      .healthy(
        "jobmanager.rpc.address: localhost\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "localhost"), .topology(.single),
          .remoting("localhost", 6122, advertised: "localhost", role: .taskManagerRpc),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "tm1"), .dial("tm1", 6122, .open),
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.associations.filter { !$0.isJobManager }.map { peer in
      let name = peer.answer.hostname ?? ""
      let isElsewhere = !Host.isLoopback(peer.answer.host) && exam.topology != .single
      if isElsewhere, Host.isLoopback(name) { return .local(peer, name) }
      return owner(of: name, besides: peer, exam).map { .anothers(peer, name, $0) } ?? peer.passed
    }
  }

  /// The other worker that is called so, or has this address.
  private func owner(of name: String, besides peer: RemotingSeen, _ exam: Examination) -> String? {
    func addresses(_ host: String) -> [String] { exam.evidence.name(host)?.addresses ?? [host] }
    let own = peer.answer.address
    guard name != peer.answer.host, !addresses(name).contains(own) else { return nil }
    return exam.workerEntries.map(\.host).first { worker in
      worker != peer.answer.host && !addresses(worker).contains(own)
        && (worker == name || addresses(worker).contains(name))
    }
  }
}

extension Verdict {
  fileprivate static func local(_ peer: RemotingSeen, _ name: String) -> Verdict {
    peer.finding(
      .error,
      """
      The TaskManager at \(peer.place) calls itself \(name): it registers under that name, and every \
      other TaskManager that needs its records connects to itself instead.
      """,
      fix: Fix(
        "on \(peer.answer.host) write `taskmanager.host: \(peer.answer.host)` into the "
          + "configuration, and start it again"),
      shows: [.registersAs(host: name)], explains: [.taskManagerNotReachable, .callsFail])
  }

  fileprivate static func anothers(
    _ peer: RemotingSeen, _ name: String, _ owner: String
  ) -> Verdict {
    peer.finding(
      .error,
      """
      The TaskManager at \(peer.place) calls itself \(name), which is another worker\
      \(name == owner ? "" : ", \(owner)"): it registers under that name, and whoever looks for it \
      finds the TaskManager there, which drops what is not its.
      """,
      fix: Fix(
        "on \(peer.answer.host) write `taskmanager.host: \(peer.answer.host)` into the "
          + "configuration, and start it again"),
      shows: [.registersAs(host: name)], explains: [.taskManagerNotReachable, .callsFail])
  }
}

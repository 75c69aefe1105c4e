package import Diagnosis
import Evidence

/// The kernel accepts connections for a process that no longer runs, and a load balancer for none.
package struct RpcPortAnswersInTime: Rule {
  package static let card = RuleCard(
    id: "FD3202", name: "rpc-port-answers-in-time", severity: .error,
    title: "An RPC port that accepts a connection answers on it",
    why: """
      A process that is stopped, swapped out, held by a debugger or in a long garbage collection \
      still has its ports open: the kernel accepts for it. So does a load balancer or proxy without \
      anything behind it. TaskManagers log `Associate timed out after [20000 ms]` and do not \
      register; those that are registered are declared dead after heartbeat.timeout.
      """,
    fix: """
      On the machine look at the process: `ps -o stat,wchan,args -p PID` (T is stopped), its \
      garbage collection log, `jstack PID`. A load balancer: look at what is behind it.
      """,
    sources: ["a JobManager under SIGSTOP, measured on 1.12.5 and 1.20.5", "ask.timeout"],
    examples: [
      .finding("jobmanager.rpc.address: ↓jm1", seen: [.remoting("jm1", 6123, .silent)]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.rpc.port: 6122",
        seen: [
          .role(.jobManager), .file("workers", "tm1"),
          .remoting("tm1", 6122, .silent, role: .taskManagerRpc),
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123, .closed)]),
      .unknown(
        "jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123, .silent, waitedMs: 300)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .dropped)]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  /// Less silence than this is no frozen process: the first handshake of a JVM takes 50 ms.
  private static let tellingMs = 1000.0

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.remotingPeers.map { peer in
      guard peer.answer.outcome == .silent else { return peer.passed }
      guard peer.answer.waitedMs >= Self.tellingMs else {
        return peer.unknown(
          "no answer within \(peer.answer.waitedMs.asMilliseconds), which is too short to tell")
      }
      return .silent(peer)
    }
  }
}

extension Verdict {
  fileprivate static func silent(_ peer: RemotingSeen) -> Verdict {
    let why =
      peer.hasNoJobManager
      ? ""
      : ": its process is frozen (stopped, in a long garbage collection, swapped out), or this is a "
        + "load balancer with nothing behind it"
    return peer.fault(
      """
      The \(peer.title) at \(peer.place) accepts the connection and then says nothing for \
      \(peer.answer.waitedMs.asMilliseconds)\(why). \
      \(peer.isJobManager
        ? "TaskManagers do not register" : "It is declared dead after heartbeat.timeout").
      """,
      fix:
        "on \(peer.answer.host): `ps -o pid,stat,args -C java`; `T` is stopped (kill -CONT PID), "
        + "else look at its garbage collection, memory and swap",
      shows: peer.isJobManager ? [] : [.taskManagerNotReachable],
      explains: [.heartbeatsLost, .silent(address: peer.answer.address)])
  }
}

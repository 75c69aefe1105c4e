package import Diagnosis
import Evidence
import FlinkConfiguration

/// An actor system drops every message that is not addressed to the very name it calls itself.
package struct JobManagerIsCalledByItsName: Rule {
  package static let card = RuleCard(
    id: "FD2201", name: "job-manager-is-called-by-its-name", severity: .error,
    title: "The JobManager calls itself what this node calls it",
    why: """
      Akka and Pekko compare the address of a message with their own, letter by letter: another \
      name of the same machine, its IP address instead of its name, or the outside of a forwarded \
      port is not theirs. The JobManager drops the message and logs `dropping message [...] for \
      non-local recipient`; the TaskManager logs only `Could not resolve ResourceManager address`, \
      every twenty seconds, and never registers.
      """,
    fix: """
      Write the same jobmanager.rpc.address and jobmanager.rpc.port into the configuration of the \
      JobManager and of every other node: a name or address by which all of them reach it.
      """,
    sources: [
      "akka.remote.DefaultMessageDispatcher#dispatch, measured on 1.12.5 to 2.3.0",
      "org.apache.flink.runtime.rpc.akka.AkkaUtils#getAkkaConfig (canonical.hostname)",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jmalias", seen: [.remoting("jmalias", 6123, advertised: "jm1")]),
      .finding(
        "jobmanager.rpc.address: ↓10.0.0.1", seen: [.remoting("10.0.0.1", 6123, advertised: "jm1")]
      ),
      .finding(
        "jobmanager.rpc.address: ↓jm1", seen: [.remoting("jm1", 6123, advertised: "localhost")]),
      .finding(
        "jobmanager.rpc.address: ↓jm1", seen: [.remoting("jm1", 6123) { $0.advertisedPort = 6124 }]),
      .finding(
        "jobmanager.rpc.address: ↓localhost",
        seen: [.remoting("localhost", 6123, advertised: "jm1")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123)]),
      .healthy("jobmanager.rpc.address: JM1", seen: [.remoting("jm1", 6123)]),
      .healthy(
        "jobmanager.rpc.address: localhost",
        seen: [.remoting("localhost", 6123, advertised: "localhost")]),
      .healthy(
        "jobmanager.rpc.address: '::1'", dialect: .standard,
        seen: [.remoting("::1", 6123, advertised: "[::1]")]),
      // Elected leaders tell their address themselves.
      .healthy(
        "jobmanager.rpc.address: jm2\nhigh-availability.type: zookeeper\n"
          + "high-availability.jobmanager.port: 50010",
        seen: [.remoting("jm2", 50010, advertised: "jm2.example.org")]),
      // Whose port it is then comes before how it calls itself.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.remoting("jm1", 6123, advertised: "tm1") { $0.roles = ["taskmanager_0"] }]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.remoting("jm1", 6123, .silent)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let endpoint = exam.jobManagerEndpoint, !endpoint.isElected else { return [] }
    return exam.associations.filter {
      $0.isJobManager && $0.answer.system == "flink" && !$0.answer.isTaskManagers
    }.map { peer in
      let name = peer.answer.hostname ?? ""
      let isName = exam.dialledHost(name) == endpoint.host
      let isPort = peer.answer.advertisedPort == peer.answer.port
      return isName && isPort ? peer.passed : .otherName(peer, endpoint, exam)
    }
  }
}

extension Verdict {
  fileprivate static func otherName(
    _ peer: RemotingSeen, _ endpoint: JobManagerEndpoint, _ exam: Examination
  ) -> Verdict {
    let own = "\(peer.answer.hostname ?? ""):\(peer.answer.advertisedPort ?? 0)"
    let isOtherHost = exam.dialledHost(peer.answer.hostname ?? "") != endpoint.host
    let isLocal = Host.isLoopback(peer.answer.hostname ?? "")
    let fix: Fix
    if isLocal {
      fix = Fix(
        "on the JobManager's machine write `jobmanager.rpc.address: \(endpoint.host)` into the "
          + "configuration, and start it again")
    } else if !isOtherHost {
      fix = Fix(
        "jobmanager.rpc.port: \(peer.answer.advertisedPort ?? 0), and let that port lead to the "
          + "JobManager")
    } else {
      fix = endpoint.address.replaced(by: peer.answer.hostname ?? "")
    }
    let differs = Symptom.unlike(
      what: isOtherHost ? "jobmanager.rpc.address" : "jobmanager.rpc.port")
    return peer.finding(
      .error,
      """
      The JobManager at \(peer.place) calls itself \(own), and drops every message that is addressed \
      to \(endpoint.host):\(peer.answer.port): TaskManagers here log `Could not resolve \
      ResourceManager address` and never register.
      """,
      fix: fix, at: endpoint.address, shows: peer.path.symptoms.union([differs]),
      explains: peer.missed.union([differs]))
  }
}

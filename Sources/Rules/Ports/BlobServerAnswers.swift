package import Diagnosis
import Evidence

/// TaskManagers fetch the jars of a job from the JobManager's blob server, at a port of its own.
package struct BlobServerAnswers: Rule {
  package static let card = RuleCard(
    id: "FD3002", name: "blob-server-answers", severity: .error,
    title: "The JobManager's blob server can be reached from this node",
    why: """
      A TaskManager registers through 6123 and looks well. The first job that brings jars then fails \
      on it with `Failed to fetch BLOB … from jm1/10.0.0.1:6124`, and its logs cannot be shown in the \
      web UI. The blob server listens where the JobManager does (jobmanager.bind-host), at a random \
      port unless blob.server.port fixes it.
      """,
    fix: "Open the port of blob.server.port in the firewalls between TaskManagers and JobManager.",
    sources: ["org.apache.flink.runtime.blob.BlobServer", "BlobServerOptions.PORT"],
    examples: [
      .finding(
        "jobmanager.rpc.address: ↓jm1\nblob.server.port: 6124",
        seen: [.dial("jm1", 6123, .open), .dial("jm1", 6124, .dropped)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\nblob.server.port: 6124-6125",
        seen: [
          .dial("jm1", 6123, .open), .dial("jm1", 6124, .dropped), .dial("jm1", 6125, .dropped),
        ]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\nblob.server.port: 6124",
        seen: [.expect(.down), .dial("jm1", 6124, .hostUnreachable)]),
      .finding(
        "jobmanager.rpc.address: ↓jm1\nblob.server.port: 6124",
        seen: [.dial("jm1", 6123, .open), .dial("jm1", 6124, .refused)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nblob.server.port: 6124",
        seen: [.dial("jm1", 6123, .open), .dial("jm1", 6124, .open)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nblob.server.port: 6124-6125",
        seen: [.dial("jm1", 6124, .refused), .dial("jm1", 6125, .open)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.dial("jm1", 6123, .open)]),
      .healthy(
        "jobmanager.rpc.address: jm1\nblob.server.port: 6124\nhigh-availability.type: zookeeper",
        seen: [.dial("jm1", 6124, .refused)]),
      .unknown(
        "jobmanager.rpc.address: jm1\nblob.server.port: 6124",
        seen: [.expect(.down), .dial("jm1", 6124, .refused)]),
      .unknown(
        "jobmanager.rpc.address: jm1\nblob.server.port: 6124", seen: [.name("jm1", .notFound)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.judgePaths(to: .blobServer) { path in
      path.outcome == .refused ? .refused(path) : .silent(path)
    }
  }
}

extension Verdict {
  fileprivate static func silent(_ path: PathSeen) -> Verdict {
    path.finding(
      .error,
      """
      The blob server's port \(path.place) \(path.said). Jobs that bring jars fail on TaskManagers \
      here with `Failed to fetch BLOB`.
      """,
      fix: path.opening, explains: [.callsFail])
  }

  fileprivate static func refused(_ path: PathSeen) -> Verdict {
    path.finding(
      .error,
      """
      The blob server's port \(path.place) \(path.said), or a firewall rejects it. Unless the \
      JobManager's own file names another port, jobs that bring jars fail here with `Failed to fetch \
      BLOB`.
      """,
      fix:
        "set \(path.peer.key): \(path.peer.shownPorts) on \(path.peer.host) too, and restart the "
        + "JobManager there; if it is, allow TCP \(path.peer.shownPorts) in its firewall",
      explains: [.callsFail])
  }
}

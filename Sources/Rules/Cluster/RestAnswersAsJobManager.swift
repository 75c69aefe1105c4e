package import Diagnosis
import Evidence

/// What answers at the REST address is a JobManager, and tells what it is asked.
package struct RestAnswersAsJobManager: Rule {
  package static let card = RuleCard(
    id: "FD8001", name: "rest-answers-as-job-manager", severity: .error,
    title: "The REST endpoint answers as a JobManager does",
    why: """
      The web interface, `flink run`, `flink cancel` and operators of Kubernetes all go through it. A \
      proxy's page, a login or another program in its place means that none of them reaches the \
      cluster, which may run well all the same.
      """,
    fix: "Give the address at which the web interface opens, and what it asks for.",
    sources: [
      "DashboardConfigHandler: /config, by which a JobManager is known",
      "run for 1.12, 1.17, 1.18, 1.20, 2.3",
    ],
    examples: [
      .finding("", seen: [.cluster(RESTFailure(.refused, path: "/config"))]),
      .finding("", seen: [.cluster(RESTFailure(.timedOut, path: "/config"))]),
      .finding(
        "",
        seen: [
          .cluster(RESTFailure(.notFlink, path: "/config", status: 200, text: "Sign in"))
        ]),
      .finding("", seen: [.cluster(RESTFailure(.unauthorized, path: "/config", status: 401))]),
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [
          .cluster(RESTFailure(.notFlink, path: "/config", status: 200), isAsked: false)
        ]),
      // Whether the port is reached is for the rules about ports.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.cluster(RESTFailure(.refused, path: "/config"), isAsked: false)]),
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.cluster(RESTFailure(.noLeader, path: "/config", status: 503))]),
      .finding(
        "", .warning,
        seen: [
          .cluster {
            $0.failures = [RESTFailure(.status, path: "/jobs/overview", status: 500, text: "x")]
          }
        ]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.cluster()]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let cluster = exam.evidence.cluster else { return [] }
    guard let failure = cluster.failure else {
      return cluster.failures.isEmpty ? [cluster.passed] : [.incomplete(cluster)]
    }
    if failure.kind == .noLeader { return [] }
    if failure.isOfConnection, !cluster.isAsked { return [] }
    return [.answersOtherwise(cluster, failure)]
  }
}

extension ClusterEvidence {
  /// What verdicts about the cluster as a whole name.
  var subject: String { "cluster:\(url)" }

  var peer: Peer { Peer(host: host, address: address, port: port) }

  /// A line of evidence that REST gave.
  func line(_ path: String, _ text: String) -> EvidenceLine {
    EvidenceLine(source: "REST \(path)", text: text)
  }

  fileprivate var passed: Verdict {
    Verdict(
      .passed, subject: subject, peer: peer,
      evidence: [line("/config", "Flink \(version ?? "of an unknown version")")])
  }
}

extension Verdict {
  fileprivate static func answersOtherwise(
    _ cluster: ClusterEvidence, _ failure: RESTFailure
  ) -> Verdict {
    let (what, fix) = failure.explained(cluster)
    let led = cluster.redirects.last.map { " (redirected to \($0))" } ?? ""
    return Verdict(
      .finding(.error), subject: cluster.subject,
      message: "\(cluster.url)\(led) \(what). Of the running cluster nothing can be told.",
      peer: cluster.peer,
      evidence: [cluster.line(failure.path, failure.words)]
        + (cluster.ignoredProxy.map { name in
          [EvidenceLine(source: "environment", text: "\(name) is set, and not used here")]
        } ?? []),
      fix: Fix(fix))
  }

  fileprivate static func incomplete(_ cluster: ClusterEvidence) -> Verdict {
    let first = cluster.failures[0]
    let others = cluster.failures.count - 1
    return Verdict(
      .finding(.warning), subject: cluster.subject,
      message: """
        The JobManager at \(cluster.url) answers, but not to \(first.path)\
        \(others == 0 ? "" : " and \(others) other paths"): \(first.words). What they would show is \
        unknown.
        """,
      peer: cluster.peer, evidence: cluster.failures.map { cluster.line($0.path, $0.words) },
      fix: Fix("look at the JobManager's log at this time; `curl \(cluster.url)\(first.path)`"))
  }
}

extension RESTFailure {
  /// What it means, behind the URL, and what to do.
  fileprivate func explained(_ cluster: ClusterEvidence) -> (what: String, fix: String) {
    let place = "\(cluster.host):\(cluster.port)"
    switch kind {
    case .unresolved:
      return (
        "leads nowhere: \(text ?? cluster.host) has no address on this machine",
        "give an address, or a name that this machine knows (getent hosts \(text ?? cluster.host))"
      )
    case .refused:
      return (
        "refuses: nothing listens there",
        "on \(cluster.host): start the JobManager; if it runs, see rest.port and "
          + "rest.bind-address: 0.0.0.0"
      )
    case .unreachable:
      return ("is unreachable: \(words)", "give this machine a route to \(cluster.host)")
    case .timedOut:
      return (
        "gives no answer in time: packets are dropped on the way, or the JobManager stands still",
        "flinkdoctor probe \(cluster.host):6123 tells whether it lives; allow TCP \(cluster.port) "
          + "to it"
      )
    case .closed, .notHTTP:
      return (
        "is no web server: \(words)",
        "give the port of rest.port (8081), not that of RPC; if REST has TLS, "
          + "https://\(place)"
      )
    case .scheme:
      return ("speaks no TLS", "http://\(place)")
    case .untrusted:
      return (
        "shows a certificate that this machine does not trust: \(words)",
        "--cacert FILE with the certificate that signed it, or --insecure to take any"
      )
    case .tls:
      return (
        "breaks off TLS: \(words)",
        "where it asks for a client's certificate (security.ssl.rest.authentication-enabled), "
          + "flinkdoctor check on a node that has the key"
      )
    case .unauthorized:
      return (
        "asks who you are (\(words))", "--credentials FILE with user:password, or with a header"
      )
    case .notFlink, .malformed, .tooLarge:
      return (
        "is answered by something else than a JobManager (\(words))",
        "give the address of the JobManager itself, or the proxy's path to it"
      )
    case .redirected:
      return (
        "leads elsewhere (\(words)), which is not followed", "give the address that it leads to"
      )
    case .noLeader, .status:
      return (
        "fails (\(words))",
        "look at the JobManager's log at this time, and whether a proxy before it is well"
      )
    }
  }
}

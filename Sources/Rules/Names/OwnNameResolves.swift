package import Diagnosis
import Evidence
import FlinkConfiguration

/// A TaskManager asks for the address of its own machine's name, and dies where there is none.
package struct OwnNameResolves: Rule {
  package static let card = RuleCard(
    id: "FD2008", name: "own-name-resolves", severity: .error,
    title: "This machine's own host name has an address on it",
    why: """
      A TaskManager without taskmanager.host looks for its address by way of its own host name, and \
      ends with `UnknownHostException: <name>: Name or service not known` where that has none, in \
      every version. From 1.15 on it asks for the name even where taskmanager.host is set, for its \
      resource id, unless taskmanager.resource-id is set as well. A JobManager does without.
      """,
    fix: "Put the line `<this machine's address> <its name>` into its /etc/hosts.",
    sources: [
      "ConnectionUtils#tryLocalHostBeforeReturning (InetAddress.getLocalHost), run for 1.12, 1.17, "
        + "1.20 and 2.3",
      "TaskManagerRunner#getTaskManagerResourceID, run for 1.12 to 1.17, 1.20 and 2.3",
    ],
    examples: [
      .finding(
        "jobmanager.rpc.address: jm1",
        seen: [.node("tm1", addresses: "10.0.0.3"), .name("tm1", .notFound)]),
      .finding(
        "jobmanager.rpc.address: jm1", version: FlinkVersion(1, 12),
        seen: [.node("tm1", addresses: "10.0.0.3"), .name("tm1", .noAnswer)]),
      .finding(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: ↓10.0.0.3", version: FlinkVersion(1, 15),
        seen: [.node("tm1", addresses: "10.0.0.3"), .name("tm1", .notFound)]),
      .finding(
        "jobmanager.rpc.address: jm1", .info,
        seen: [
          .role(.jobManager), .node("jm1x", addresses: "10.0.0.3"), .name("jm1x", .notFound),
        ]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: 10.0.0.3", version: FlinkVersion(1, 14),
        seen: [.node("tm1", addresses: "10.0.0.3"), .name("tm1", .notFound)]),
      .healthy(
        "jobmanager.rpc.address: jm1\ntaskmanager.host: 10.0.0.3\ntaskmanager.resource-id: tm-1",
        version: FlinkVersion(1, 17),
        seen: [.node("tm1", addresses: "10.0.0.3"), .name("tm1", .notFound)]),
      // Debian and Ubuntu write a machine's own name so.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.node("tm1", addresses: "10.0.0.3"), .name("tm1", resolvesTo: "127.0.1.1")]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.name("tm1", .notFound)]),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [.node("tm1", addresses: "10.0.0.3"), .name("tm1", .timedOut)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let own = exam.ownName, let name = exam.evidence.name(own) else { return [] }
    let subject = "name:\(own)"
    let host = exam.setting("taskmanager.host")
    switch name.outcome {
    case .resolved: return [Verdict(.passed, subject: subject, evidence: name.lines)]
    case .timedOut where !name.servers.contains { $0.wasSilentForLong }:
      throw Unknown(
        subject: subject, reason: "the system had no answer after \(name.durationMs.asMilliseconds)"
      )
    case .notFound, .noAnswer, .timedOut: break
    }
    if let host, exam.overruled("taskmanager.host") == nil {
      let isAsked = exam.version >= FlinkVersion(1, 15)
      guard isAsked, exam.setting("taskmanager.resource-id") == nil else {
        return [
          Verdict(
            .skipped(reason: "with taskmanager.host nothing asks for \(own)"), subject: subject,
            location: host.location)
        ]
      }
    }
    return [.missing(own, name, host, exam)]
  }
}

extension Verdict {
  fileprivate static func missing(
    _ own: String, _ name: NameEvidence, _ host: Setting?, _ exam: Examination
  ) -> Verdict {
    let runsTaskManager = exam.role == nil || exam.role == .taskManager
    let known = exam.evidence.node?.addresses.first {
      !Host.isLoopback($0) && !$0.contains(":")
    }
    let consequence =
      runsTaskManager
      ? "A TaskManager does not start here: it ends with `java.net.UnknownHostException: \(own)`"
        + (host == nil ? "." : ", although \(host?.key ?? "") is set.")
      : "Only a TaskManager would need it, which would not start here."
    return Verdict(
      .finding(runsTaskManager ? .error : .info), subject: "name:\(own)",
      message: "\(own), this machine's own name, has \(name.lack). \(consequence)",
      location: host?.location, key: host?.key, peer: Peer(host: own), evidence: name.lines,
      fix: Fix("put the line `\(known ?? "<this machine's address>") \(own)` into /etc/hosts"),
      shows: [.unresolved(host: own)],
      explains: runsTaskManager ? [.doesNotStart(.taskManager), .taskManagerNotReachable] : [],
      keepsFromStarting: runsTaskManager)
  }
}

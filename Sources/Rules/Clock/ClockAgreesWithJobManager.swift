package import Diagnosis
import Evidence

/// This machine's clock shows the time that the JobManager's shows.
package struct ClockAgreesWithJobManager: Rule {
  package static let card = RuleCard(
    id: "FD9403", name: "clock-agrees-with-job-manager", severity: .error,
    title: "The JobManager's clock agrees with this machine's",
    why: """
      The JobManager's REST interface tells its time: exactly in `now` of a running job, to a second \
      in the date of a static page. Clocks apart do not part the processes: heartbeats and timeouts \
      are counted by a clock that nobody sets. They break Kerberos (beyond 5 minutes), shift timers \
      and windows of processing time after a failover, and put the lines of the logs out of order.
      """,
    fix: "Have the clocks of both machines set by the same time servers.",
    sources: [
      "JobDetailsHandler (now), run for 1.20; StaticFileServerHandler (Date), run for 1.12",
      "run for 1.20: a TaskManager an hour ahead of its JobManager registers and keeps beating",
    ],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.peerClock("jm1", ahead: 400_000)]),
      .finding("jobmanager.rpc.address: jm1", .warning, seen: [.peerClock("jm1", ahead: -20_000)]),
      .finding("jobmanager.rpc.address: jm1", .info, seen: [.peerClock("jm1", ahead: 2000)]),
      .finding(
        "jobmanager.rpc.address: jm1", seen: [.peerClock("jm1", ahead: -7_200_300)]),
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.peerClock("jm1", ahead: 1200, errorMs: 520)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.peerClock("jm1", ahead: 30)]),
      .healthy("jobmanager.rpc.address: jm1"),
      .unknown(
        "jobmanager.rpc.address: jm1",
        seen: [.peerClock("jm1", unknownBecause: "Connection refused")]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let clock = exam.evidence.clock else { return [] }
    let agreeing = clock.servers.first { server in
      server.offset.map { abs($0.ms) + $0.errorMs < 1000 } ?? false
    }
    return clock.peers.map { peer in
      let subject = "clock:\(peer.host):\(peer.port)"
      guard let offset = peer.offset else {
        return Verdict(
          .unknown(
            reason: "its REST interface tells no time: \(peer.error ?? "no answer")",
            blockedBy: "port:\(peer.host):\(peer.port)"), subject: subject)
      }
      let skew = exam.skew(of: offset)
      guard let severity = skew.severity else {
        return Verdict(.passed, subject: subject, evidence: [peer.line(offset)])
      }
      return .apart(peer, offset, skew, severity, subject: subject, agreeing)
    }
  }
}

extension Verdict {
  fileprivate static func apart(
    _ peer: PeerClockEvidence, _ offset: ClockOffset, _ skew: ClockSkew, _ severity: Severity,
    subject: String, _ agreeing: TimeServerEvidence?
  ) -> Verdict {
    let blame =
      agreeing.map { " This machine agrees with \($0.server), so that one is wrong." } ?? ""
    let evidence = [peer.line(offset)] + (agreeing.map { [$0.line] } ?? [])
    return Verdict(
      .finding(severity), subject: subject,
      message: """
        The clock of the JobManager at \(peer.host):\(peer.port) is \(offset.described).\(blame) \
        \(skew.consequence)\(offset.zoneNote.map { " " + $0 } ?? "")
        """,
      peer: Peer(host: peer.host, address: peer.address, port: peer.port), evidence: evidence,
      fix: Fix(
        "have both clocks set by the same time servers, and step the wrong one: chronyc makestep"),
      // A clock that is wrong here makes all others look wrong; one that is right here does not.
      shows: agreeing == nil ? [.clockDiffers] : [])
  }
}

extension PeerClockEvidence {
  fileprivate func line(_ offset: ClockOffset) -> EvidenceLine {
    let what =
      switch source {
      case .runningJob: "now of a running job"
      case .dateHeader, nil: "date of a static page"
      }
    return EvidenceLine(source: "REST \(host):\(port)", text: "\(what): \(offset.described)")
  }
}

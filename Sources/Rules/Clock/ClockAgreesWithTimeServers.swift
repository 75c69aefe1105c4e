package import Diagnosis
import Evidence

/// This machine's clock shows the time that time servers show.
package struct ClockAgreesWithTimeServers: Rule {
  package static let card = RuleCard(
    id: "FD9402", name: "clock-agrees-with-time-servers", severity: .error,
    title: "This machine's clock agrees with its time servers",
    why: """
      A wrong clock does not part Flink's processes: heartbeats and timeouts are counted by a clock \
      that nobody sets. It breaks Kerberos (beyond 5 minutes), requests to S3 (beyond 15), and the \
      validity of certificates; it shifts processing-time windows and timers, and makes logs of \
      several machines impossible to lay side by side.
      """,
    fix: "Let chronyd or systemd-timesyncd set the clock: `chronyc makestep`.",
    sources: [
      "RFC 5905, 8 (offset and delay); RFC 4120, 3.1.3 (Kerberos)",
      "run for 1.20: a TaskManager an hour ahead of its JobManager registers and keeps beating",
    ],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", ahead: 400_000)]),
      .finding(
        "jobmanager.rpc.address: jm1", .warning, seen: [.timeServer("ntp1", ahead: -12_000)]),
      .finding("jobmanager.rpc.address: jm1", .info, seen: [.timeServer("ntp1", ahead: 1500)]),
      .finding(
        "security.kerberos.login.principal: flink", .error,
        seen: [.timeServer("ntp1", ahead: 61_000)]),
      .finding("jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", ahead: 3_600_200)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", ahead: 40)]),
      // The bounds reach down to nothing.
      .healthy(
        "jobmanager.rpc.address: jm1", seen: [.timeServer("ntp1", ahead: 4000, errorMs: 5000)]),
      // One server that is wrong is not this machine's fault.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.timeServer("ntp1", ahead: 400_000), .timeServer("ntp2", ahead: 4)]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let servers = (exam.evidence.clock?.servers ?? []).filter { $0.offset != nil }
    let lines = servers.map(\.line)
    // The server that is nearest: what it shows is what all agree on at least.
    let nearest = servers.min { ($0.offset?.leastMs ?? 0) < ($1.offset?.leastMs ?? 0) }
    guard let nearest, let offset = nearest.offset else { return [] }
    let skew = exam.skew(of: offset)
    guard let severity = skew.severity else {
      return [Verdict(.passed, subject: "clock", evidence: lines)]
    }
    return [
      Verdict(
        .finding(severity), subject: "clock",
        message: """
          The time server \(nearest.server) is \(offset.described): this machine's clock is wrong. \
          \(skew.consequence)\(offset.zoneNote.map { " " + $0 } ?? "")
          """,
        peer: Peer(host: nearest.server, address: nearest.address, port: nearest.port),
        evidence: lines, fix: Fix("chronyc makestep, or restart the daemon that keeps the clock"),
        explains: [.clockDiffers])
    ]
  }
}

extension TimeServerEvidence {
  package var line: EvidenceLine {
    let words = error ?? reference.map { "it says \($0)" } ?? ""
    let text =
      switch outcome {
      case .answered:
        (offset?.described ?? "no offset") + (stratum.map { ", stratum \($0)" } ?? "")
      case .unsynchronized: "does not know the time itself (stratum \(stratum ?? 0))"
      case .refused: "refuses to serve: \(words)"
      case .invalid: "gives no valid answer: \(words)"
      case .timedOut: "no answer within \(durationMs.asMilliseconds)"
      case .failed: words
      case .unresolved: "its name has no address here" + (words.isEmpty ? "" : ": \(words)")
      }
    return EvidenceLine(
      source: "time server \(server)" + (address.map { $0 == server ? "" : " (\($0))" } ?? ""),
      text: text)
  }
}

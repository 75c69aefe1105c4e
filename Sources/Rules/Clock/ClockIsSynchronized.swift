package import Diagnosis
import Evidence

/// A clock that nothing keeps right drifts by seconds a week.
package struct ClockIsSynchronized: Rule {
  package static let card = RuleCard(
    id: "FD9401", name: "clock-is-synchronized", severity: .info,
    title: "Something keeps this machine's clock right",
    why: """
      The kernel knows whether a daemon (chronyd, ntpd, systemd-timesyncd) vouches for its clock. \
      Without one a clock drifts by about a second a day, and differs from the other machines' the \
      more the longer they run. In containers and some virtual machines the host keeps the clock \
      and the kernel does not tell.
      """,
    fix: "Run chronyd or systemd-timesyncd on the machine, or on the host of the container.",
    sources: ["adjtimex(2): STA_UNSYNC, esterror, maxerror"],
    examples: [
      .finding("jobmanager.rpc.address: jm1", seen: [.kernelClock(isSynchronized: false)]),
      .healthy("jobmanager.rpc.address: jm1", seen: [.kernelClock(isSynchronized: true)]),
      // Time servers that agree say more than the kernel.
      .healthy(
        "jobmanager.rpc.address: jm1",
        seen: [.kernelClock(isSynchronized: false), .timeServer("ntp1", ahead: 3, errorMs: 10)]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let clock = exam.evidence.clock else { return [] }
    let subject = "clock"
    guard let kernel = clock.kernel else {
      throw Unknown(subject: subject, reason: "the kernel does not tell (adjtimex is forbidden)")
    }
    let isConfirmed = clock.servers.contains { server in
      server.offset.map { abs($0.ms) + $0.errorMs < 1000 } ?? false
    }
    let line = EvidenceLine(
      source: "kernel",
      text: "\(kernel.isSynchronized ? "synchronised" : "not synchronised"), estimated error "
        + "\(kernel.estimatedErrorMs.asMilliseconds), at most \(kernel.maximumErrorMs.asMilliseconds)"
    )
    guard !kernel.isSynchronized, !isConfirmed else {
      return [Verdict(.passed, subject: subject, evidence: [line])]
    }
    return [
      Verdict(
        .finding(.info), subject: subject,
        message: """
          Nothing vouches for this machine's clock: the kernel calls it not synchronised, which by \
          itself says nothing of how wrong it is.
          """,
        evidence: [line],
        fix: Fix("compare it with a time server: flinkdoctor check --ntp <time server>"))
    ]
  }
}

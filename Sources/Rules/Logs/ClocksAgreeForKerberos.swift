package import Diagnosis
import Evidence
import FlinkConfiguration

/// Kerberos and S3 refuse callers whose clock is wrong.
package struct ClocksAgreeForKerberos: Rule {
  package static let texts: [LogText] = [
    .of(.java, "Clock skew too great"),
    .of(.hadoop, "RequestTimeTooSkewed"),
  ]

  package static let card = RuleCard(
    id: "FD7509", name: "clocks-agree-for-kerberos", severity: .error,
    title: "The clocks agree as far as Kerberos and S3 ask for",
    why: """
      The clock of this machine is more than five minutes from that of the Kerberos server \
      (fifteen for S3), which then refuses every request.
      """,
    fix: "Let chrony or another NTP client keep the clocks of all machines.",
    sources: [
      "GSSException, KRB_AP_ERR_SKEW (37)",
      "RequestTimeTooSkewed",
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 ERROR org.apache.flink.runtime.entrypoint.ClusterEntrypoint \
            [] - Could not start cluster entrypoint StandaloneSessionClusterEntrypoint.
            GSSException: No valid credentials provided (Mechanism level: ↓Clock skew too great \
            (37) - PROCESS_TGS)
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension ClocksAgreeForKerberos: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    LogStatement(
      """
      The clock of \(happening.author.the) is too far from the server's \(happening.when): it \
      refuses every request.
      """,
      fix: "compare `chronyc tracking` on the machines, and let NTP keep their clocks",
      shows: [.clockDiffers])
  }
}

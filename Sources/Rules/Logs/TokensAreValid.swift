package import Diagnosis
import Evidence
import FlinkConfiguration

/// A token of HDFS that has run out.
package struct TokensAreValid: Rule {
  package static let texts: [LogText] = [
    .of(.java, "Failed to find any Kerberos tgt"),
    .of(.java, "GSS initiate failed"),
    .of(.java, "Unable to obtain password from user"),
    .of(.java, "Server not found in Kerberos database"),
    .of(.hadoop, "can't be found in cache"),
    .of(.hadoop, "SecretManager$InvalidToken"),
    .of(.hadoop, "Client cannot authenticate via:"),
  ]

  package static let card = RuleCard(
    id: "FD7510", name: "tokens-are-valid", severity: .error,
    title: "The tokens for HDFS are valid",
    why: """
      The delegation token is not known any more: it ran out after its lifetime (7 days), since \
      the process was started from a ticket cache, which nobody renews.
      """,
    fix: "Log in with security.kerberos.login.keytab and security.kerberos.login.principal.",
    sources: [
      "org.apache.hadoop.security.token.SecretManager$InvalidToken"
    ],
    literals: texts.map(\.literal),
    examples: [
      .finding(
        logs: [
          .jobManager(
            """
            2024-05-06 10:11:12,131 WARN  \
            org.apache.flink.runtime.checkpoint.CheckpointCoordinator [] - Could not complete \
            checkpoint.
            org.apache.hadoop.ipc.RemoteException(org.apache.hadoop.security.token.↓SecretManager\
            $InvalidToken): token (HDFS_DELEGATION_TOKEN token 42 for flink) can't be found in \
            cache
            """)
        ]),
      .healthyRegistration,
    ])

  package init() {}
}

extension TokensAreValid: LogSignature {
  package static var rank: LogRank { .proof }

  package func statement(of happening: LogHappening, in story: LogStory) -> LogStatement? {
    let isLogin = happening.events.contains { event in
      ["cannot authenticate", "Kerberos", "GSS initiate", "obtain password"]
        .contains(where: event.text.holds)
    }
    if isLogin {
      return LogStatement(
        """
        \(happening.author.The) has neither a Kerberos ticket nor a token for the service that it \
        talks to \(happening.when).
        """,
        fix: """
          write security.kerberos.login.keytab and security.kerberos.login.principal; with tickets \
          (`klist`) set security.kerberos.login.use-ticket-cache: true
          """)
    }
    return LogStatement(
      """
      The token of \(happening.author.the) for HDFS is not valid any more \(happening.when): it \
      ran out.
      """,
      fix: "write security.kerberos.login.keytab and security.kerberos.login.principal, and restart"
    )
  }
}

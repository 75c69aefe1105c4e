package import Diagnosis
import FlinkConfiguration

/// A keytab is for a principal.
package struct KerberosLoginIsWhole: Rule {
  package static let card = RuleCard(
    id: "FD4503", name: "kerberos-login-is-whole", severity: .error,
    title: "A Kerberos keytab and its principal are both set",
    why: """
      Flink checks the login when a process starts: `Kerberos login configuration is invalid: \
      either both keytab and principal must be defined, or neither` (from 1.16), `keytab requires a \
      principal` (before). Up to 1.15 a principal alone is taken without a word, and not used.
      """,
    fix: "Set security.kerberos.login.keytab and security.kerberos.login.principal.",
    sources: [
      "org.apache.flink.runtime.security.SecurityConfiguration#validate, run for 1.12 to 2.3"
    ],
    examples: [
      .finding("security.kerberos.login.keytab: ↓/etc/flink.keytab"),
      .finding("security.kerberos.login.principal: ↓flink/host@REALM"),
      .finding(
        "security.kerberos.login.keytab: ↓/etc/flink.keytab", version: FlinkVersion(1, 12)),
      .healthy(
        "security.kerberos.login.principal: flink@REALM", version: FlinkVersion(1, 15)),
      .healthy(
        "security.kerberos.login.keytab: /etc/flink.keytab\n"
          + "security.kerberos.login.principal: flink@REALM"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let keytab = exam.setting("security.kerberos.login.keytab").nonBlank
    let principal = exam.setting("security.kerberos.login.principal").nonBlank
    switch (keytab, principal) {
    case (nil, nil): return []
    case (let keytab?, nil): return [.half(keytab, "principal", exam.version)]
    case (nil, let principal?):
      return [
        exam.isFrom(FlinkVersion(1, 16))
          ? .half(principal, "keytab", exam.version) : principal.passed
      ]
    case (let keytab?, _?): return [keytab.passed]
    }
  }
}

extension Setting? {
  /// Flink takes an empty text for none.
  fileprivate var nonBlank: Setting? {
    flatMap { setting in setting.text.contains { !$0.isWhitespace } ? setting : nil }
  }
}

extension Verdict {
  fileprivate static func half(
    _ setting: Setting, _ other: String, _ version: FlinkVersion
  ) -> Verdict {
    let words =
      version < FlinkVersion(1, 16)
      ? "keytab requires a principal."
      : "either both keytab and principal must be defined, or neither."
    return setting.finding(
      .error,
      """
      \(setting.key) is set without security.kerberos.login.\(other): no process starts (`Kerberos \
      login configuration is invalid: \(words)`).
      """,
      fix: Fix("security.kerberos.login.\(other): …"),
      explains: [.doesNotStart(.jobManager), .doesNotStart(.taskManager), .jobManagerNotFound],
      keepsFromStarting: true)
  }
}

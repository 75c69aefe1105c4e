package import Diagnosis
import Evidence

/// Kerberos logs in from a file that every node needs.
package struct KeytabExists: Rule {
  package static let card = RuleCard(
    id: "FD6306", name: "keytab-exists", severity: .error,
    title: "The Kerberos keytab is on this node",
    why: """
      Each process looks for security.kerberos.login.keytab before anything else, and does not \
      start without it: `Kerberos login configuration is invalid: keytab [/k] doesn't exist!`. On \
      YARN the client ships it, so that only the client needs it.
      """,
    fix: "Copy the keytab to the node, readable for Flink's user alone.",
    sources: ["org.apache.flink.runtime.security.SecurityConfiguration#validate, run on 1.20.5"],
    examples: [
      .finding(
        "security.kerberos.login.keytab: ↓/k\nsecurity.kerberos.login.principal: flink",
        seen: [.store("security.kerberos.login.keytab", .missing)]),
      .finding(
        "security.kerberos.login.keytab: ↓/k\nsecurity.kerberos.login.principal: flink", .warning,
        seen: [.store("security.kerberos.login.keytab", .pkcs12, nil)]),
      .healthy(
        "security.kerberos.login.keytab: /k\nsecurity.kerberos.login.principal: flink",
        seen: [.store("security.kerberos.login.keytab", .keytab, nil)]),
      .healthy("security.kerberos.login.keytab: /k\nsecurity.kerberos.login.principal: flink"),
      .unknown(
        "security.kerberos.login.keytab: /k\nsecurity.kerberos.login.principal: flink",
        seen: [.store("security.kerberos.login.keytab", .forbidden)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.eachStore([.keytab]) { store, evidence in
      switch (evidence.access, evidence.kind) {
      case (.readable, .keytab?): store.passed
      case (.readable, _): .noKeytab(store)
      case (.missing, _) where exam.deployment != .standalone:
        store.unknown("\(store.file.text) is not on this machine, which may not be Flink's")
      case (.missing, _), (.notAFile, _): .missing(store)
      case (.forbidden, _):
        store.unknown("this user may not read \(store.file.text); run flinkdoctor as Flink's user")
      case (.failed, _):
        store.unknown("\(store.file.text) cannot be read: \(evidence.error ?? "no reason given")")
      }
    }
  }
}

extension Verdict {
  fileprivate static func missing(_ store: StoreSetting) -> Verdict {
    store.finding(
      .error,
      """
      \(store.file.key) names \(store.file.text), and there is no such file on this node: no \
      process starts (`keytab [\(store.file.text)] doesn't exist!`).
      """,
      fix: "copy the keytab to \(store.file.text), readable for Flink's user alone",
      explains: store.symptomsOfNoStart, keepsFromStarting: true)
  }

  fileprivate static func noKeytab(_ store: StoreSetting) -> Verdict {
    store.finding(
      .warning,
      "\(store.file.text) is no keytab: processes start, and the login with Kerberos fails.",
      fix: "\(store.file.key): /path/to/flink.keytab")
  }
}

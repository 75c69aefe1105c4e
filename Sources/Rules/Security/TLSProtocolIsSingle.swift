package import Diagnosis
import FlinkConfiguration

/// The RPC system takes `security.ssl.protocol` for one protocol, a list breaks it.
package struct TLSProtocolIsSingle: Rule {
  package static let card = RuleCard(
    id: "FD4502", name: "t-l-s-protocol-is-single", severity: .warning,
    title: "security.ssl.protocol names one protocol",
    why: """
      The text is put into the RPC system's configuration as it stands. With a comma in it that \
      system gets something else than meant, and processes do not find each other (FLINK-40727); \
      the other parts of Flink look for a protocol of that whole name.
      """,
    fix: "Write `security.ssl.protocol: TLSv1.2` (or TLSv1.3).",
    sources: ["SecurityOptions.SSL_PROTOCOL", "FLINK-40727"],
    examples: [
      .finding("security.ssl.internal.enabled: true\nsecurity.ssl.protocol: ↓TLSv1.2,TLSv1.3"),
      .healthy("security.ssl.internal.enabled: true\nsecurity.ssl.protocol: TLSv1.3"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard let setting = exam.setting("security.ssl.protocol") else { return [] }
    return [setting.text.contains(",") ? .list(setting) : setting.passed]
  }
}

extension Verdict {
  fileprivate static func list(_ setting: Setting) -> Verdict {
    setting.finding(
      .warning,
      """
      \(setting.key) is \(setting.text): the RPC system takes no list, and JobManager and \
      TaskManagers do not get a TLS connection to each other.
      """,
      fix: setting.replaced(by: "TLSv1.2"), explains: [.jobManagerNotFound])
  }
}

package import Diagnosis
import FlinkConfiguration

/// Whoever turns TLS on must say where keys and trust are, with their passwords.
package struct StoresAreSet: Rule {
  package static let card = RuleCard(
    id: "FD4501", name: "stores-are-set", severity: .error,
    title: "Where TLS is on, its stores and passwords are set",
    why: """
      With security.ssl.internal.enabled or security.ssl.rest.enabled Flink opens the stores when a \
      process starts, and ends without them: `The config option security.ssl.internal.keystore or \
      security.ssl.keystore is missing`. Up to 1.17 REST clients need a truststore too.
      """,
    fix: "Set keystore, keystore-password, key-password, truststore and truststore-password.",
    sources: ["org.apache.flink.runtime.net.SSLUtils#getAndCheckOption, run for 1.12 to 2.3"],
    examples: [
      .finding("security.ssl.internal.enabled: ↓true"),
      .finding(
        "security.ssl.internal.enabled: ↓true\nsecurity.ssl.internal.keystore: /k\n"
          + "security.ssl.internal.keystore-password: a\nsecurity.ssl.internal.key-password: a"),
      .finding(
        "security.ssl.rest.enabled: ↓true\nsecurity.ssl.keystore: /k\n"
          + "security.ssl.keystore-password: a"),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.keystore: /k\n"
          + "security.ssl.keystore-password: a\nsecurity.ssl.key-password: a\n"
          + "security.ssl.truststore: /t\nsecurity.ssl.truststore-password: a"),
      .healthy("security.ssl.internal.enabled: false"),
      .healthy(
        "security.ssl.rest.enabled: true\nsecurity.ssl.keystore: /k\n"
          + "security.ssl.keystore-password: a\nsecurity.ssl.key-password: a",
        version: FlinkVersion(1, 18)),
      .finding(
        "security.ssl.rest.enabled: ↓true\nsecurity.ssl.keystore: /k\n"
          + "security.ssl.keystore-password: a\nsecurity.ssl.key-password: a", .warning,
        version: FlinkVersion(1, 17)),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    let keys = ["keystore", "keystore-password", "key-password"]
    let trust = ["truststore", "truststore-password"]
    var verdicts: [Verdict] = []
    if let on = exam.switchedOn("security.ssl.internal.enabled") {
      let missing = exam.missing(keys + trust, part: "internal")
      verdicts.append(missing.map { .missing(on, $0, part: "internal") } ?? on.passed)
    }
    if let on = exam.switchedOn("security.ssl.rest.enabled") {
      let isMutual = exam.switchedOn("security.ssl.rest.authentication-enabled") != nil
      if let missing = exam.missing(keys + (isMutual ? trust : []), part: "rest") {
        verdicts.append(.missing(on, missing, part: "rest"))
      } else if !exam.isFrom(FlinkVersion(1, 18)), !isMutual,
        let missing = exam.missing(trust, part: "rest")
      {
        verdicts.append(.missingForClients(on, missing))
      } else {
        verdicts.append(on.passed)
      }
    }
    return verdicts
  }
}

extension Examination {
  fileprivate func switchedOn(_ option: String) -> Setting? {
    setting(option).flatMap { $0.text.lowercased() == "true" ? $0 : nil }
  }

  /// The first option that is set neither for this part nor for both.
  fileprivate func missing(_ names: [String], part: String) -> String? {
    names.first { name in
      setting("security.ssl.\(part).\(name)") == nil && setting("security.ssl.\(name)") == nil
    }
  }
}

extension Verdict {
  fileprivate static func missing(_ on: Setting, _ name: String, part: String) -> Verdict {
    on.finding(
      .error,
      """
      \(on.key) is on, but neither security.ssl.\(part).\(name) nor security.ssl.\(name) is set: \
      \(part == "internal" ? "no process" : "no JobManager") starts (`The config option \
      security.ssl.\(part).\(name) or security.ssl.\(name) is missing.`).
      """,
      fix: Fix("security.ssl.\(part).\(name): …"),
      explains: [.doesNotStart(.jobManager), .jobManagerNotFound], keepsFromStarting: true)
  }

  fileprivate static func missingForClients(_ on: Setting, _ name: String) -> Verdict {
    on.finding(
      .warning,
      """
      \(on.key) is on without security.ssl.rest.\(name): up to 1.17 `flink run` ends with `The \
      config option security.ssl.rest.\(name) or security.ssl.\(name) is missing`.
      """,
      fix: Fix("security.ssl.rest.\(name): …"))
  }
}

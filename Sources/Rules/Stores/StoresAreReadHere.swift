package import Diagnosis
import Evidence

/// Nobody but Java can look into a JCEKS.
package struct StoresAreReadHere: Rule {
  package static let card = RuleCard(
    id: "FD6303", name: "stores-are-read-here", severity: .info,
    title: "The stores are in a format that others than Java read",
    why: """
      JCEKS is Java's own. flinkdoctor does not open it: passwords, validity and trust stay unknown, \
      and it cannot speak TLS to the cluster with it. Java itself has written PKCS#12 since Java 9, \
      and reads it under the same settings.
      """,
    fix: """
      keytool -importkeystore -srckeystore STORE -destkeystore STORE.p12 -deststoretype PKCS12, \
      then name that file.
      """,
    sources: ["JEP 229: Create PKCS12 Keystores by Default"],
    examples: [
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k.jceks",
        seen: [.store("security.ssl.internal.keystore", .jceks, .onlyJavaReads)]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: ↓/k.jceks",
        seen: [.store("security.ssl.internal.truststore", .jceks, .onlyJavaReads)]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k.jks",
        seen: [.store("security.ssl.internal.keystore", .jks)]),
      .healthy("security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k.jks"),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.eachStore([.keyStore, .trustStore]) { store, evidence in
      evidence.kind == .jceks ? .onlyJavaReads(store, "JCEKS") : store.passed
    }
  }
}

extension Verdict {
  fileprivate static func onlyJavaReads(_ store: StoreSetting, _ format: String) -> Verdict {
    store.finding(
      .info,
      """
      \(store.file.text) is a \(format), which only Java reads: its password, its certificates and \
      the cluster's TLS cannot be checked.
      """,
      fix: "keytool -importkeystore -srckeystore \(store.file.text) "
        + "-destkeystore \(store.file.text).p12 -deststoretype PKCS12")
  }
}

package import Diagnosis
import Evidence

/// Every process opens its key store and its trust store when it starts.
package struct StoresExist: Rule {
  package static let card = RuleCard(
    id: "FD6301", name: "stores-exist", severity: .error,
    title: "The key stores and trust stores are on this node",
    why: """
      Flink opens the stores when a process starts, and ends when one is not there: `Failed to \
      initialize SSL for the blob server`, `Caused by: java.nio.file.NoSuchFileException`. Each \
      node needs its own copy at the path that the configuration names.
      """,
    fix: "Copy the store to the node, at the path that the configuration names.",
    sources: ["org.apache.flink.runtime.net.SSLUtils#getKeyManagerFactory, run on 1.12 and 1.20"],
    examples: [
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        seen: [.store("security.ssl.internal.keystore", .missing)]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.truststore: ↓/k",
        seen: [.store("security.ssl.truststore", .notAFile)]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore")]),
      .healthy("security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k"),
      .healthy(
        "security.ssl.internal.enabled: false\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore", .missing)]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.role(.client), .store("security.ssl.internal.keystore", .missing)]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.deployment(.kubernetes), .store("security.ssl.internal.keystore", .missing)]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        seen: [.store("security.ssl.internal.keystore", .forbidden)]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    exam.eachStore([.keyStore, .trustStore]) { store, evidence in
      switch evidence.access {
      case .readable: store.passed
      case .missing where exam.deployment != .standalone:
        store.unknown("\(store.file.text) is not on this machine, which may not be Flink's")
      case .missing: .missing(store)
      case .notAFile: .notAFile(store)
      case .forbidden:
        store.unknown("this user may not read \(store.file.text); run flinkdoctor as Flink's user")
      case .failed:
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
      \(store.file.key) names \(store.file.text), and there is no such file on this node: \
      \(store.victims) (`java.nio.file.NoSuchFileException: \(store.file.text)`).
      """,
      fix: "copy the \(store.noun) to \(store.file.text), readable for Flink's user",
      explains: store.symptomsOfNoStart, keepsFromStarting: true)
  }

  fileprivate static func notAFile(_ store: StoreSetting) -> Verdict {
    store.finding(
      .error,
      """
      \(store.file.key) names \(store.file.text), which is no file that could be a \(store.noun): \
      \(store.victims).
      """,
      fix: "\(store.file.key): /path/to/the/\(store.kind == .keyStore ? "key" : "trust")store.p12",
      explains: store.symptomsOfNoStart, keepsFromStarting: true)
  }
}

package import Diagnosis
import Evidence
import FlinkConfiguration

/// Since Flink 2.3 the one who fetches data wants the other's certificate made out to it.
package struct KeyStoreNamesItsMachine: Rule {
  package static let card = RuleCard(
    id: "FD6307", name: "key-store-names-its-machine", severity: .error,
    title: "The key store's certificate names the machine that serves data with it",
    why: """
      Between Flink's processes nobody looked at the name in a certificate, and the manual makes one \
      key for all machines (CN=flink.internal). Flink 2.3 brings Netty 4.2, which asks for the \
      canonical host name of the address that it dials, and Flink tells it not to for REST alone: \
      TaskManagers register, and each job fails as soon as its tasks exchange data (`No subject \
      alternative DNS name matching … found`, `No name matching … found`).
      """,
    fix: """
      Make the key store anew with -ext SAN=dns:<each machine's name>, or pin its certificate with \
      security.ssl.internal.cert.fingerprint, with which nobody asks for names.
      """,
    sources: [
      "SSLUtils and NettySSLHandler of 2.3.0 with Netty 4.2's SslContextBuilder: run for 2.3.0 with "
        + "a key in nobody's name, with one for all machines, and with a pinned one; for 1.12.5 and "
        + "1.20.5, where nobody asks"
    ],
    versions: FlinkVersionRange(from: FlinkVersion(2, 3), to: .newest),
    examples: [
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        version: FlinkVersion(2, 3), seen: seen(.certificate("CN=flink.internal"))),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        version: FlinkVersion(2, 3), seen: seen(.certificate("CN=*.lab,O=x"))),
      .healthy(
        """
        security.ssl.internal.enabled: true
        security.ssl.internal.keystore: /k
        security.ssl.internal.cert.fingerprint: 00:11
        """,
        version: FlinkVersion(2, 3), seen: seen(.certificate("CN=flink.internal"))),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /k",
        version: FlinkVersion(2, 2), seen: seen(.certificate("CN=flink.internal"))),
    ])

  /// A TaskManager's machine that is called tm1.lab, with this certificate.
  private static func seen(_ certificate: CertificateEvidence) -> [Seen] {
    [
      .topology(.several), .role(.taskManager), .node("tm1", addresses: "10.0.0.21"),
      .registers(.at("10.0.0.21", .address)), .reverse("10.0.0.21", .resolved, name: "tm1.lab"),
      .store("security.ssl.internal.keystore", holding: [certificate]),
    ]
  }

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.isInsideTLS(unless: "taskmanager.data.ssl.enabled"), exam.pinnedCertificate == nil,
      let severity = exam.severityOfUnreachableTaskManager,
      let keys = exam.stores.first(where: { $0.part == .internal && $0.kind == .keyStore }),
      let seen = exam.evidence.store(keys.file.key), let leaf = seen.certificates.first,
      let own = exam.registeredMachine
    else { return [] }
    return [leaf.covers(own.names) ? keys.passed : .nameless(keys, leaf, own, severity)]
  }
}

/// What others may call the machine of a TaskManager.
private struct RegisteredMachine {
  var address: String
  /// The one that a reverse look-up gives first, then others that may be meant.
  var names: [String]
}

extension Examination {
  /// nil where it is not known under which address a TaskManager registers, or what that is called.
  fileprivate var registeredMachine: RegisteredMachine? {
    guard let now = registration?.now, let text = now.chosen ?? now.address else { return nil }
    let isAddress = Host.isIPv4(text) || text.contains(":")
    guard let address = isAddress ? text : evidence.name(text)?.addressOfJVM,
      let reverse = evidence.reverseNames?.first(where: { $0.address == address }),
      reverse.outcome == .resolved || reverse.outcome == .notFound
    else { return nil }
    let names = [reverse.name ?? address, isAddress ? nil : text, evidence.node?.hostname]
    return RegisteredMachine(address: address, names: names.compactMap(\.self))
  }
}

extension CertificateEvidence {
  /// Whether it is made out to any of these hosts: by its names, or by its subject's without any.
  ///
  /// A star is taken for anything in its label.
  fileprivate func covers(_ hosts: [String]) -> Bool {
    let common = subject.split(separator: ",").first { $0.hasPrefix("CN=") }?.dropFirst(3)
    let own = names.isEmpty ? [common.map(String.init)].compactMap(\.self) : names
    return own.contains { name in
      let labels = name.lowercased().split(separator: ".")
      return hosts.contains { host in
        let wanted = host.lowercased().split(separator: ".")
        return labels == wanted
          || labels.first?.contains("*") == true && labels.count == wanted.count
            && labels.dropFirst() == wanted.dropFirst()
      }
    }
  }
}

extension Verdict {
  fileprivate static func nameless(
    _ keys: StoreSetting, _ leaf: CertificateEvidence, _ own: RegisteredMachine,
    _ severity: Severity
  ) -> Verdict {
    let name = own.names[0]
    let kind = name == own.address ? "ip" : "dns"
    let names = leaf.names.isEmpty ? leaf.subject : leaf.names.listed
    return keys.finding(
      severity,
      """
      The certificate in \(keys.file.text) is made out to \(names), and not to \(name), as the address \
      \(own.address) is called under which TaskManagers of this machine register: from Flink 2.3 on \
      jobs whose tasks fetch data from here fail (`No name matching \(name) found`).
      """,
      fix: "make the key store anew with keytool -genkeypair … -ext SAN=\(kind):\(name), with the "
        + "names of all machines where they share it; or write on every machine "
        + "security.ssl.internal.cert.fingerprint: \(leaf.sha1 ?? "<its SHA-1>")",
      evidence: [leaf.line], explains: [.dataNotExchanged, .jobsFail])
  }
}

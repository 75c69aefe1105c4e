package import Diagnosis
import Evidence
import FlinkConfiguration

/// Between Flink's processes both ends of a connection show a certificate, and both look at it.
package struct NodesTrustEachOtherInRehearsal: Rule {
  package static let card = RuleCard(
    id: "FD3610", name: "nodes-trust-each-other-in-rehearsal", severity: .error,
    title: "In the rehearsal every node takes the certificate of every other",
    why: """
      Inside TLS the one who dials and the one who is dialled show a certificate, and each holds the \
      other's against its own trust store, or against security.ssl.internal.cert.fingerprint alone \
      where that is set. A certificate that lies in the store itself is taken whatever its dates. \
      Host names are not looked at, but for data ports since Flink 2.3: its Netty 4.2 wants the \
      certificate made out to the canonical host name of the address that is dialled (`No subject \
      alternative DNS name matching`), so that a key for all nodes must name all of them. What is refused never registers, and the logs name neither file nor \
      node: `Empty client certificate chain` (the peer has none that this trust store could trust, \
      and so shows none), `PKIX path validation failed`, `client certificate with unknown \
      fingerprint`, and on the other side `Received fatal alert: bad_certificate` or \
      `certificate_unknown`.
      """,
    fix: "Mend the store or the fingerprint that the finding names, on the node that it names.",
    sources: [
      "SSLUtils, CustomSSLEngineProvider: run for 1.12.5 and 1.20.5 with a key store of another "
        + "authority, a trust store that lacks one, an expired certificate and another fingerprint; for 2.3.0 "
        + "with a certificate in another name",
      "sun.security.validator.PKIXValidator, sun.security.ssl.SunX509KeyManagerImpl",
    ],
    examples: [
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: ↓/t",
        seen: [
          .rehearsal { $0.paths = [.distrusted("tm2", "jm1", .jobManagerRpc, .notTrusted)] }
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: ↓/t",
        seen: [
          .rehearsal { $0.paths = [.distrusted("tm1", "tm2", .taskManagerData, .expired)] }
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: /t\n"
          + "security.ssl.internal.cert.fingerprint: ↓00:11",
        seen: [
          .rehearsal {
            $0.paths = [
              .distrusted(
                "tm1", "jm1", .jobManagerRpc, .fingerprint,
                by: "security.ssl.internal.cert.fingerprint")
            ]
          }
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: ↓/k",
        version: .init(2, 3),
        seen: [
          .rehearsal {
            $0.paths = [
              .distrusted(
                "tm1", "tm2", .taskManagerData, .otherName, by: "security.ssl.internal.keystore")
            ]
          }
        ]),
      .healthy(
        "security.ssl.internal.enabled: true",
        seen: [
          .rehearsal {
            $0.paths = [.example("tm1", "jm1", .jobManagerRpc, .reached, at: "10.0.0.1")]
          }
        ]),
      .unknown(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.truststore: /t",
        seen: [
          .store("security.ssl.internal.truststore", .jceks, .onlyJavaReads),
          .rehearsal {
            $0.paths = [.example("tm1", "jm1", .jobManagerRpc, .reached, at: "10.0.0.1")]
          },
        ]),
    ])

  package init() {}

  package func judge(_ exam: Examination) throws(Unknown) -> [Verdict] {
    guard exam.tlsSwitch(.internal) != nil, let rehearsal = exam.evidence.rehearsal,
      rehearsal.ending != .notStarted
    else { return [] }
    let quarrels = Quarrel.all(rehearsal.paths)
    if !quarrels.isEmpty { return quarrels.map { .distrust($0, exam) } }
    // With a fingerprint nobody asks the store.
    if exam.pinnedCertificate == nil, let trust = exam.tlsSetting(.internal, "truststore"),
      let seen = exam.evidence.store(trust.key), seen.opening != .opened
    {
      throw Unknown(
        subject: "rehearsal:trust", reason: "this node's trust store was not read",
        blockedBy: "store:\(trust.key)")
    }
    return rehearsal.paths.contains { $0.outcome == .reached }
      ? [Verdict(.passed, subject: "rehearsal:trust")] : []
  }
}

/// All who have the same against one certificate.
private struct Quarrel {
  var judges: [String] = []
  var owners: [String] = []
  var roles: Set<PortRole> = []
  /// What it was held against: of a name each one.
  var names: [String] = []
  let distrust: RehearsedDistrust

  static func all(_ paths: [RehearsedPath]) -> [Quarrel] {
    var quarrels: [Quarrel] = []
    for path in paths where path.isFlinks {
      for distrust in path.distrusts ?? [] {
        let at =
          quarrels.firstIndex {
            $0.distrust.reason == distrust.reason
              && ($0.distrust.trust == distrust.trust || distrust.reason == .otherName)
              && $0.distrust.certificate?.fingerprint == distrust.certificate?.fingerprint
          } ?? quarrels.endIndex
        if at == quarrels.endIndex { quarrels.append(Quarrel(distrust: distrust)) }
        let (judge, owner) = path.sides(distrust)
        if !quarrels[at].judges.contains(judge) { quarrels[at].judges.append(judge) }
        if !quarrels[at].owners.contains(owner) { quarrels[at].owners.append(owner) }
        if !quarrels[at].names.contains(distrust.trust) {
          quarrels[at].names.append(distrust.trust)
        }
        quarrels[at].roles.insert(path.role)
      }
    }
    return quarrels
  }

  private init(distrust: RehearsedDistrust) { self.distrust = distrust }

  /// What comes of it; who is not let in at the JobManager gets no further.
  var effect: String {
    if roles.contains(.jobManagerRpc) {
      return "No TaskManager registers over such a connection"
    }
    if roles.contains(.blobServer) { return "Tasks that need a jar fail (`Failed to fetch BLOB`)" }
    return roles.contains(.taskManagerData)
      ? "Jobs whose tasks exchange data between the two fail"
      : "The JobManager cannot dial back"
  }

  func remedy(_ keyStore: String) -> String {
    let (judge, owner) = (Self.few(judges), Self.few(owners))
    switch distrust.reason {
    case .notTrusted:
      return "put the key store of the other nodes onto \(owner) (\(keyStore)), if the certificate "
        + "is not meant to be another; else on \(judge): keytool -importcert -noprompt -alias "
        + "\(owners.first ?? "peer") -file \(owners.first ?? "peer").crt -keystore \(distrust.trust)"
    case .expired, .notYetValid:
      return "make a new certificate for \(owner) and put it into its key store (\(keyStore)); if "
        + "the dates are right, set the clock of \(judge)"
    case .fingerprint:
      return "on \(judge) write \(distrust.key): \(distrust.certificate?.sha1 ?? ""), or give "
        + "\(owner) the key store with the certificate that is pinned (\(keyStore))"
    case .purpose:
      return "make the certificate of \(owner) anew with the extended key usages serverAuth and "
        + "clientAuth, or with none (\(keyStore))"
    case .issuerNotNamed:
      return "import the certificate of \(distrust.certificate?.issuer ?? "its authority") into "
        + "\(distrust.trust) on \(judge)"
    case .otherName:
      let wanted = names.map { name in
        let isAddress = name.contains(":") || name.allSatisfy { $0.isNumber || $0 == "." }
        return "\(isAddress ? "ip" : "dns"):\(name)"
      }
      return "make the key store (\(keyStore)) anew with -ext "
        + "SAN=\(wanted.prefix(50).joined(separator: ",")), with the names of all nodes where they "
        + "share it; or, if they do, write on every node security.ssl.internal.cert.fingerprint: "
        + "\(distrust.certificate?.sha1 ?? ""), with which nobody asks for names"
    case .noCertificate:
      return "put the key store of the other nodes onto \(owner) (\(keyStore))"
    }
  }

  static func few(_ names: [String]) -> String {
    names.count > 5
      ? "\(names.prefix(4).joined(separator: ", ")) and \(names.count - 4) others" : names.listed
  }
}

extension Verdict {
  fileprivate static func distrust(_ quarrel: Quarrel, _ exam: Examination) -> Verdict {
    let distrust = quarrel.distrust
    let (judges, owners) = (Quarrel.few(quarrel.judges), Quarrel.few(quarrel.owners))
    let verb = quarrel.judges.count == 1 ? "does" : "do"
    let keyStore = exam.tlsSetting(.internal, "keystore")
    let evidence = distrust.certificate.map { certificate in
      let serial = certificate.serial.map { ", serial \($0)" } ?? ""
      return EvidenceLine(
        source: "certificate",
        text: "\(certificate.subject), issued by \(certificate.issuer)\(serial), "
          + "\(certificate.notBefore) to \(certificate.notAfter), SHA-1 "
          + "\(certificate.sha1 ?? "unknown"), SHA-256 \(certificate.fingerprint)")
    }
    let setting = exam.setting(distrust.key) ?? exam.tlsSetting(.internal, "truststore")
    return Verdict(
      .finding(.error),
      subject: "rehearsal:trust:\(distrust.certificate?.fingerprint ?? owners):\(judges)",
      message: """
        \(judges) \(verb) not take the certificate of \(owners)\(distrust.shown): \
        \(distrust.why). \(quarrel.effect).
        """,
      location: setting?.location ?? Location(path: exam.reading.path),
      key: setting?.key ?? distrust.key, evidence: evidence.map { [$0] } ?? [],
      fix: Fix(quarrel.remedy(keyStore?.key ?? "security.ssl.internal.keystore")),
      explains: [.jobManagerNotFound, .callsFail])
  }
}

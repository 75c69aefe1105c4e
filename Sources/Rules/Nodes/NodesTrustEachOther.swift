package import Diagnosis
import Evidence

/// Between Flink's processes both sides show a certificate, and both check the other's.
package struct NodesTrustEachOther: NodesRule {
  package static let card = RuleCard(
    id: "FD8505", name: "nodes-trust-each-other", severity: .error,
    title: "Every node's trust store trusts the certificate of every other",
    why: """
      TLS between processes is mutual. A node whose certificate was renewed alone, or whose trust \
      store was not, is refused: `SSLHandshakeException: PKIX path building failed`, or \
      `certificate_unknown` on the other side.
      """,
    fix: "Deploy the same trust store to all nodes, with the authority of all key stores in it.",
    sources: ["Flink documentation, SSL setup: internal connectivity", "SSLUtils"],
    examples: [
      .finding(
        Self.tls("↓"),
        seen: [
          .store(Self.key, holding: [.certificate("a")]),
          .store(Self.trust, hasKey: false, holding: [.certificate("a")]),
          .other(
            "tm1", Self.tls(""),
            seen: .store(Self.key, holding: [.certificate("b")]),
            .store(Self.trust, hasKey: false, holding: [.certificate("a"), .certificate("b")])),
        ]),
      .healthy(
        Self.tls(""),
        seen: [
          .store(Self.key, holding: [.certificate("a", issuer: "ca"), .certificate("ca")]),
          .store(Self.trust, hasKey: false, holding: [.certificate("ca")]),
          .other(
            "tm1", Self.tls(""),
            seen: .store(Self.key, holding: [.certificate("b", issuer: "ca")]),
            .store(Self.trust, hasKey: false, holding: [.certificate("ca")])),
        ]),
      .healthy(Self.tls(""), seen: [.other("tm1", Self.tls(""))]),
      .healthy("jobmanager.rpc.address: jm1"),
    ])

  private static let key = "security.ssl.internal.keystore"
  private static let trust = "security.ssl.internal.truststore"
  private static func tls(_ mark: String) -> String {
    "security.ssl.internal.enabled: true\n\(key): /k\n\(trust): \(mark)/t"
  }

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    // Nodes with the same stores are one to this question: usually all of them.
    let alike = Agreement(nodes.ofCluster) { node -> [[String]]? in
      let stores = [node.certificates(.keyStore), node.certificates(.trustStore)]
      return stores.contains { $0 != nil } ? stores.map { $0?.map(\.fingerprint) ?? [] } : nil
    }
    if alike.groups.count == 1, alike.count > 1 {
      return [Verdict(.passed, subject: "nodes:trust")]
    }
    return alike.groups.flatMap { group -> [Verdict] in
      let node = group.nodes[0]
      guard let trusted = node.certificates(.trustStore), !trusted.isEmpty else { return [] }
      return alike.groups.filter { $0.value != group.value }.compactMap { others in
        let other = others.nodes[0]
        guard let shown = other.certificates(.keyStore), let own = shown.first else { return nil }
        let isTrusted = shown.contains { certificate in
          trusted.contains {
            $0.fingerprint == certificate.fingerprint || $0.subject == certificate.issuer
          }
        }
        return isTrusted
          ? Verdict(.passed, subject: "nodes:trust:\(node.name):\(other.name)")
          : .distrust(group.nodes, of: others.nodes, own)
      }
    }
  }
}

extension NodeExamination {
  fileprivate func store(_ kind: StoreSetting.Kind) -> StoreSetting? {
    exam.stores.first { $0.kind == kind && $0.part == .internal }
  }

  /// What is in the store for internal connections; nil where it was not opened.
  fileprivate func certificates(_ kind: StoreSetting.Kind) -> [CertificateEvidence]? {
    store(kind).flatMap { exam.evidence.store($0.file.key) }
      .flatMap { $0.opening == .opened ? $0.certificates : nil }
  }
}

extension Verdict {
  fileprivate static func distrust(
    _ nodes: [NodeExamination], of others: [NodeExamination], _ shown: CertificateEvidence
  ) -> Verdict {
    let (node, other) = (nodes[0], others[0])
    return Verdict(
      .finding(.error), subject: "nodes:trust:\(node.name):\(other.name)",
      message: """
        \(nodes.map(\.name).listed) \(nodes.count == 1 ? "does" : "do") not trust the certificate of \
        \(others.map(\.name).listed) (\(shown.subject), issued by \
        \(shown.issuer)): every connection between them fails in the handshake.
        """,
      location: node.store(.trustStore)?.file.location ?? node.file,
      related: [
        RelatedLocation(other.store(.keyStore)?.file.location ?? other.file, "\(other.name)'s keys")
      ],
      evidence: (node.certificates(.trustStore) ?? []).prefix(5).map {
        EvidenceLine(source: "\(node.name) trusts", text: $0.subject)
      },
      fix: Fix(
        "put the certificate of \(shown.isSelfSigned ? other.name : shown.issuer) into the trust "
          + "store of \(nodes.map(\.name).listed), or deploy one trust store to all nodes"),
      explains: [.jobManagerNotFound, .callsFail], concerns: Set((nodes + others).map(\.name)))
  }
}

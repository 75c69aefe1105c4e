package import Evidence

extension Seen {
  /// A store that opens, with a private key and its certificate, or with the latter alone.
  package static func store(
    _ key: String, _ kind: StoreEvidence.Kind = .pkcs12, hasKey: Bool = true,
    keyPasswordFits: Bool = true, holding certificates: [CertificateEvidence] = []
  ) -> Seen {
    store(
      StoreEvidence(
        key: key, path: "/k", access: .readable, kind: kind, opening: .opened,
        keyPasswordFits: hasKey ? keyPasswordFits : nil, hasKey: hasKey,
        certificates: certificates))
  }

  /// A file that does not open.
  package static func store(
    _ key: String, _ kind: StoreEvidence.Kind, _ opening: StoreEvidence.Opening?
  ) -> Seen {
    store(StoreEvidence(key: key, path: "/k", access: .readable, kind: kind, opening: opening))
  }

  /// A file that cannot be read.
  package static func store(_ key: String, _ access: StoreEvidence.Access) -> Seen {
    store(StoreEvidence(key: key, path: "/k", access: access))
  }

  private static func store(_ evidence: StoreEvidence) -> Seen {
    Seen {
      if $0.evidence.node == nil {
        $0.evidence.node = NodeEvidence(hostname: "here", addresses: ["127.0.0.1"])
      }
      $0.evidence.stores = ($0.evidence.stores ?? []) + [evidence]
    }
  }
}

extension CertificateEvidence {
  /// For examples: made out by itself unless an issuer is given; times in days from now.
  package static func certificate(
    _ subject: String, issuer: String? = nil, from start: Double = -100, to end: Double = 1000
  ) -> Self {
    Self(
      subject: subject, issuer: issuer ?? subject, notBefore: "2026-01-01T00:00:00Z",
      notAfter: "2027-01-01T00:00:00Z", startsInSeconds: start * 86400, endsInSeconds: end * 86400,
      fingerprint: subject)
  }
}

package import Diagnosis
import FlinkConfiguration

/// TLS on one side alone is noise to the other.
package struct NodesSpeakOneTLS: NodesRule {
  package static let card = RuleCard(
    id: "FD8504", name: "nodes-speak-one-tls", severity: .error,
    title: "All nodes switch TLS alike, with a protocol and a cipher in common",
    why: """
      A process with TLS sends a ClientHello where the other waits for a frame, and the other way \
      round: the connection ends with `TooLongFrameException`, `not an SSL/TLS record` or a plain \
      `Disassociated`. Without a protocol or a cipher in common the handshake fails.
      """,
    fix: "Copy the lines security.ssl.* of one node to all, the paths of the stores aside.",
    sources: [
      "SSLUtils.createInternalServerSSLEngineFactory",
      "run on 1.12.5 and 1.20.5: TLS on one side alone",
    ],
    examples: [
      .finding(
        "security.ssl.internal.enabled: ↓true",
        seen: [
          .other("tm1", "security.ssl.internal.enabled: false"),
          .other("tm2", "jobmanager.rpc.address: jm1"),
        ]),
      .finding(
        "security.ssl.internal.enabled: true\nsecurity.ssl.protocol: ↓TLSv1.3",
        seen: [.other("tm1", "security.ssl.internal.enabled: true")]),
      .finding(
        """
        security.ssl.internal.enabled: true
        security.ssl.algorithms: ↓TLS_RSA_WITH_AES_128_CBC_SHA
        """,
        seen: [
          .other(
            "tm1",
            """
            security.ssl.internal.enabled: true
            security.ssl.algorithms: TLS_RSA_WITH_AES_256_CBC_SHA
            """)
        ]),
      .finding(
        "security.ssl.rest.enabled: ↓true",
        seen: [.role(.jobManager), .other("laptop", "rest.address: jm1", seen: .role(.client))]),
      .healthy(
        "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /a",
        seen: [
          .other("tm1", "security.ssl.internal.enabled: true\nsecurity.ssl.internal.keystore: /b")
        ]),
      .healthy(
        "security.ssl.rest.enabled: true",
        seen: [.other("tm1", "jobmanager.rpc.address: jm1", seen: .role(.taskManager))]),
      .healthy("security.ssl.internal.enabled: true"),
    ])

  package init() {}

  package func judge(_ nodes: [NodeExamination]) throws(Unknown) -> [Verdict] {
    let members = nodes.ofCluster
    // TaskManagers have no REST endpoint and ask none, and of a node's role nothing is guessed.
    let asking = nodes.filter { !$0.exam.roles.isDisjoint(with: [.jobManager, .client]) }
    return judge(members, .internal) + judge(asking, .rest)
  }

  private func judge(_ nodes: [NodeExamination], _ part: TLSPart) -> [Verdict] {
    let option = "security.ssl.\(part.rawValue).enabled"
    let isOn = Agreement(nodes) { $0.exam.tlsSwitch(part) != nil }
    let on = nodes.filter { $0.exam.tlsSwitch(part) != nil }
    if on.isEmpty { return [] }
    let verdicts = isOn.verdicts(
      "\(option)", key: option, .error,
      at: { $0.exam.tlsSwitch(part)?.location ?? $0.place(of: option) },
      says: { "\($0 ? "" : "no ")TLS\(part == .rest ? " at REST" : " between processes")" },
      consequence: "one side does not understand a word of the other",
      fix: { "\(option): \(!$0.odd.value) \($0.whereToMend)" },
      explains: [.jobManagerNotFound, .callsFail])
    if isOn.groups.count > 1 { return verdicts }
    return verdicts
      + judge(on, "security.ssl.protocol", part) + judge(on, "security.ssl.algorithms", part)
  }

  /// A list of which both sides need one in common.
  private func judge(
    _ nodes: [NodeExamination], _ option: String, _ part: TLSPart
  ) -> [Verdict] {
    let lists = nodes.map { node in
      Set((node.exam.text(option) ?? "").split { $0 == "," || $0 == " " }.map(String.init))
    }
    let hasCommon = lists.allSatisfy { one in
      lists.allSatisfy { !$0.isDisjoint(with: one) || one.isEmpty || $0.isEmpty }
    }
    if hasCommon { return [] }
    return Agreement(nodes) { $0.exam.text(option) ?? "" }.verdicts(
      "\(option):\(part.rawValue)", key: option, .error, at: { $0.place(of: option) },
      says: { "\(option) \($0)" }, consequence: "they have none in common, and handshakes fail",
      fix: { "write one \(option) \($0.whereToMend)" },
      explains: [.jobManagerNotFound, .callsFail])
  }
}

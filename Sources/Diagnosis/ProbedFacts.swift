package import Evidence

/// All that was found at the one target of `flinkdoctor probe`.
package struct ProbedFacts: Sendable, Hashable {
  package var host: String
  package var port: Int
  package var name: NameEvidence?
  /// One per address.
  package var dials: [DialEvidence]
  package var peers: [RemotingEvidence]
  package var reverse: ReverseEvidence?

  /// nil where nothing was probed.
  init?(_ exam: Examination) {
    guard let probed = exam.evidence.probed else { return nil }
    host = probed.host
    port = probed.port
    name = exam.evidence.name(probed.host)
    dials = exam.evidence.dials(host: probed.host, port: probed.port)
    peers = exam.evidence.remoting(host: probed.host, port: probed.port)
    reverse = probed.reverse
  }

  /// The peer that counts: the first that answered as an actor system, or at all.
  package var peer: RemotingEvidence? {
    peers.first { $0.outcome == .associated } ?? peers.first
  }
}

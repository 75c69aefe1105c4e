import Evidence

/// What the REST endpoints of a cluster showed.
struct ClusterLook: Sendable {
  /// As the first that answers shows it, or why none does; nil where no more than the clocks were
  /// asked for.
  var cluster: ClusterEvidence?
  /// The clock of each that was asked for it, in the order of host, port and address.
  var clocks: [PeerClockEvidence] = []
}

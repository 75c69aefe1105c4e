package import Evidence

/// What no line says and the logs of both sides together show.
package struct LogInference: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// A process ended without a word: its peers' connections broke, and it wrote no more.
    case gone
    /// A process stood still in this stretch and went on.
    case frozen(from: Int64, to: Int64)
    /// Both sides lived and heard nothing of each other.
    case partitioned
    /// Connections broke although both sides went on.
    case cut
    /// Connections to the address succeed, and nothing answers there.
    case unanswered
    /// The address answers, and whoever asked throws the answers away.
    case answersDiscarded
    /// The JobManager listens at another port than the TaskManagers dial.
    case otherPort(own: String, dialled: String)
    /// The JobManager runs and listens on another address of its host.
    case boundElsewhere(host: String)
    /// A TaskManager shut down in good order without having been told to: user code ended it.
    case exited
    /// One side has TLS inside the cluster, and the other has not.
    case tlsDiffers
    /// Kubernetes, Docker, YARN or the kernel say how a process ended.
    case died(DeathEvidence)
    /// A garbage collection stopped a JVM for so long that it was missed.
    case collected(milliseconds: Int64)
    /// The processes run releases that do not belong together.
    case versionsDiffer
  }

  package var kind: Kind
  package var episode: Int
  /// The process that it is about.
  package var process: LogProcess
  /// Who saw it.
  package var witness: LogProcess
  package var time: Int64?
  /// The lines that it rests on, the first by time first.
  package var events: [LogEvent]
  /// Both actor systems, of RPC and of metrics, broke off.
  package var bothSystems = false

  package var weight: LogRank {
    switch kind {
    case .died, .collected, .tlsDiffers, .otherPort, .boundElsewhere, .exited, .answersDiscarded:
      .proof
    default: .inferred
    }
  }
}

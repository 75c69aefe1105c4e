package import Evidence

extension Seen {
  package static func kernelClock(isSynchronized: Bool) -> Seen {
    clock { $0.kernel = KernelClockEvidence(isSynchronized: isSynchronized) }
  }

  /// A time server whose clock is so many milliseconds ahead of this machine's.
  package static func timeServer(
    _ server: String, ahead ms: Double, errorMs: Double = 15, source: String = "--ntp"
  ) -> Seen {
    clock {
      $0.servers.append(
        TimeServerEvidence(
          server: server, source: source, outcome: .answered,
          offset: ClockOffset(ms: ms, errorMs: errorMs), stratum: 2, durationMs: 2))
    }
  }

  /// A time server that tells no time.
  package static func timeServer(
    _ server: String, _ outcome: TimeServerEvidence.Outcome, source: String = "--ntp"
  ) -> Seen {
    clock {
      $0.servers.append(
        TimeServerEvidence(server: server, source: source, outcome: outcome, durationMs: 1000))
    }
  }

  /// A JobManager whose clock is so many milliseconds ahead of this machine's.
  package static func peerClock(_ host: String, ahead ms: Double, errorMs: Double = 2) -> Seen {
    clock {
      $0.peers.append(
        PeerClockEvidence(
          host: host, address: "10.0.0.1", port: 8081, source: .runningJob,
          offset: ClockOffset(ms: ms, errorMs: errorMs), durationMs: 4))
    }
  }

  package static func peerClock(_ host: String, unknownBecause reason: String) -> Seen {
    clock {
      $0.peers.append(
        PeerClockEvidence(host: host, address: "10.0.0.1", port: 8081, error: reason))
    }
  }

  private static func clock(_ change: @escaping @Sendable (inout ClockEvidence) -> Void) -> Seen {
    Seen {
      var clock = $0.evidence.clock ?? ClockEvidence()
      change(&clock)
      $0.evidence.clock = clock
    }
  }
}

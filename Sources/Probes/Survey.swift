package import Evidence

/// What this machine tells of itself, without a network and at once; the plan rests on it.
///
/// A further topic is a field of `Evidence`, a line here and nothing else.
package func survey() -> Evidence {
  var evidence = Evidence(node: thisNode())
  evidence.resolver = resolverEvidence()
  return evidence
}

/// The same with Flink's processes and their sockets; `configuration` is the file under examination.
///
/// A process that hangs in the kernel may hang whoever reads about it, so there is a limit.
package func survey(
  configuration: String, within limit: TimeLimit
) async -> Evidence {
  var evidence = survey()
  let end = min(limit.end, .now.advanced(by: .seconds(2)))
  let hung = "/proc did not answer in time"
  let looked = await blocking(until: end) {
    let processes = ProcessProbe(examined: configuration).look(until: end)
    return (processes, ConnectionProbe().look(at: processes.here, until: end))
  }
  evidence.processes = looked?.0 ?? ProcessesEvidence(incomplete: hung)
  var connections = looked?.1 ?? ConnectionsEvidence(incomplete: hung)
  let here = evidence.processes?.here ?? []
  if connections.holdsUnread {
    // What a process is about to read is gone a second later.
    try? await Task.sleep(for: .seconds(1))
    let again = await blocking(until: end) { ConnectionProbe().look(at: here, until: end) }
    if let again { connections.compare(with: again) }
  }
  evidence.connections = connections
  return evidence
}

import Evidence
import LogReading
import Probes

/// What the logs of a running cluster say, read through REST, with the stack traces of its jobs.
func readLogs(
  of cluster: ClusterEvidence, _ target: ClusterTarget, _ patterns: [LogPattern],
  until deadline: ContinuousClock.Instant
) async -> (logs: LogEvidence?, read: ClusterLogs) {
  let pile = LogPile(patterns)
  let read = await ClusterLogProbe(target, cluster).read(until: deadline) { path, bytes, isCut in
    await pile.add(path, bytes, isCut: isCut)
  }
  return (await pile.evidence, read)
}

/// Logs that arrive one after another.
private actor LogPile {
  private var reader: LogReader

  init(_ patterns: [LogPattern]) { reader = LogReader(patterns: patterns) }

  func add(_ path: String, _ bytes: [UInt8], isCut: Bool) {
    reader.open(path)
    bytes.withUnsafeBufferPointer { reader.read($0) }
    reader.close(incomplete: isCut ? "only its last \(bytes.count) bytes were read" : nil)
  }

  var evidence: LogEvidence? {
    let logs = reader.evidence()
    return logs.files.isEmpty ? nil : logs
  }
}

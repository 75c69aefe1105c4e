package import Evidence

/// Reads the logs of one cluster, file after file, and keeps the lines that matter.
package struct LogReader {
  /// The events of whole logs in memory, for examples and tests.
  package static func evidence(
    of logs: [(path: String, bytes: [UInt8])], patterns: [LogPattern]
  ) -> LogEvidence {
    LogEvidence(files: logs.map { LogFileEvidence(path: $0.path) })
  }
}

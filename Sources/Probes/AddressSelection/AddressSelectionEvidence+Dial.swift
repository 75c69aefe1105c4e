import Evidence
import Glibc
import Sockets
import SystemPackage

extension AddressSelectionEvidence.Attempt {
  init(_ source: IPAddress, _ result: DialResult) {
    self.init(
      source: source.description, outcome: .impossible, error: result.words,
      durationMs: result.duration.milliseconds)
    switch result.outcome {
    case .open: outcome = .connected
    case .timedOut: outcome = .silent
    case .failed, .failedOtherwise: if result.isRefused { outcome = .refused }
    }
  }
}

extension DialResult {
  var isRefused: Bool { outcome == .failed(errno: ECONNREFUSED) }

  /// What went wrong; nil for nothing.
  var words: String? {
    switch outcome {
    case .open: nil
    case .timedOut: "no answer"
    case .failed(let code): Errno(rawValue: code).description
    case .failedOtherwise(let words): words
    }
  }
}

package import Diagnosis
package import Evidence

extension DialEvidence {
  /// What was seen at one address.
  package var line: EvidenceLine {
    let after = durationMs.asMilliseconds
    let text =
      switch outcome {
      case .open: "open in \(after)"
      case .refused: "refused in \(after)"
      case .dropped: "no answer within \(after)"
      case .hostUnreachable: "host unreachable in \(after)"
      case .networkUnreachable: "network unreachable in \(after)"
      case .notPermitted, .failed: error ?? outcome.rawValue
      }
    return EvidenceLine(source: "dial \(shownAddress)", text: text)
  }

  /// `10.0.0.1:6123`, `[fd00::1]:6123`.
  package var shownAddress: String {
    address.utf8.contains(UInt8(ascii: ":")) ? "[\(address)]:\(port)" : "\(address):\(port)"
  }
}

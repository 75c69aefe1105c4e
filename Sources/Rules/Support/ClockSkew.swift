package import Diagnosis
package import Evidence
import FlinkConfiguration

/// What a difference between two clocks means for this configuration.
package struct ClockSkew: Sendable {
  /// nil where the error's bounds reach down to what nobody notices.
  package let severity: Severity?
  /// What it breaks in this cluster, and what it does not.
  package let consequence: String
}

extension Examination {
  /// Judges an offset by the smallest one that its bounds leave possible.
  ///
  /// Flink counts its own time-outs by clocks that nobody sets (`System.nanoTime`), so that a
  /// difference alone gates and times out nobody. Others are not as patient: Kerberos gives five
  /// minutes (RFC 4120, 3.1.3), S3 fifteen, and a certificate is valid from one instant to another.
  package func skew(of offset: ClockOffset) -> ClockSkew {
    let least = offset.leastMs
    let severity: Severity? =
      switch least {
      case 300_000...: .error
      case 60_000... where !strictAboutTime.isEmpty: .error
      case 10_000...: .warning
      case 1000...: .info
      default: nil
      }
    var words =
      "Heartbeats and timeouts do not suffer by it; processing time, the times of checkpoints and "
      + "jobs, and the logs of the machines do."
    if !strictAboutTime.isEmpty { words += " " + strictAboutTime.joined(separator: " ") }
    return ClockSkew(severity: severity, consequence: words)
  }

  /// What this configuration uses that refuses to work with a wrong clock.
  private var strictAboutTime: [String] {
    var words: [String] = []
    if setting("security.kerberos.login.principal") != nil
      || setting("security.kerberos.login.keytab") != nil
    {
      words.append("Kerberos refuses tickets beyond 5 minutes (`Clock skew too great`).")
    }
    let usesS3 = configuration.effective.contains { entry in
      ["s3://", "s3a://", "s3p://"].contains { entry.value.text.hasPrefix($0) }
    }
    if usesS3 { words.append("S3 refuses requests beyond 15 minutes (`RequestTimeTooSkewed`).") }
    let isTLS = ["security.ssl.internal.enabled", "security.ssl.rest.enabled"].contains {
      setting($0)?.text.lowercased() == "true"
    }
    if isTLS { words.append("A certificate counts as expired or as not yet valid too early.") }
    return words
  }
}

extension ClockOffset {
  /// `5 min 3.2 s ahead, give or take 12 ms`.
  package var described: String {
    let direction = ms >= 0 ? "ahead" : "behind"
    return "\(Self.text(abs(ms))) \(direction), give or take \(errorMs.asMilliseconds)"
  }

  /// How an offset by whole quarters of an hour comes about; nil for all others.
  package var zoneNote: String? {
    let quarter = 900_000.0
    let quarters = (abs(ms) / quarter).rounded()
    guard quarters >= 1, quarters <= 56,
      abs(abs(ms) - quarters * quarter) <= 30_000 + min(errorMs, 5000)
    else { return nil }
    return
      "Whole quarters of an hour are a time zone: a hardware clock in local time that is read as "
      + "UTC, or a clock that was set where the zone should have been."
  }

  private static func text(_ ms: Double) -> String {
    guard ms >= 1000 else { return ms.asMilliseconds }
    guard ms < 1e14 else { return "\(ms) ms" }
    let tenths = Int((ms / 100).rounded())
    let (minutes, rest) = (tenths / 600, tenths % 600)
    let seconds = "\(rest / 10).\(rest % 10) s"
    if minutes == 0 { return seconds }
    return minutes < 60
      ? "\(minutes) min \(seconds)" : "\(minutes / 60) h \(minutes % 60) min \(seconds)"
  }
}

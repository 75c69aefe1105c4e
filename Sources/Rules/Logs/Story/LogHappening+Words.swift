package import Diagnosis
package import Evidence
import FlinkConfiguration

extension LogHappening {
  /// The process that its first line with an address of Flink's speaks of.
  package func peer(in story: LogStory) -> LogProcess? {
    address.map { story.peer($0, of: author) }
  }

  /// The first address of one of Flink's actor systems, or else any.
  package var address: LogAddress? { events.address }

  /// The other end, as a finding's peer.
  package var remote: Peer? {
    address.map { Peer(host: $0.host, address: $0.ip, port: $0.port) }
  }

  /// The socket that an answer came from: `jobmanager/10.9.12.1:6123`.
  package var socket: String? {
    events.lazy.flatMap(\.addresses).first { $0.system == nil }.map(\.spelled)
  }

  /// The innermost exception of its traces: `java.lang.IllegalStateException: …`.
  package var reason: String? {
    events.lazy.compactMap(\.exceptions.last).first.map(\.spelled)
  }

  /// When, and how often: `at 09:24:06.450`, `from 09:24:06.450, 412 times in 7 min`.
  package var when: String {
    count == 1
      ? "at \(LogTime.clock(time))" : "from \(LogTime.clock(time)), \(often)"
  }
}

extension LoggedException {
  /// `IllegalStateException: …`, without the full stop of a sentence that goes on behind it.
  package var spelled: String {
    let name = type.split(separator: ".").last.map(String.init) ?? type
    let said = message.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
    return (said.map { "\(name): \($0)" } ?? name).cut(to: 240)
  }
}

extension LogAddress {
  /// `jobmanager/10.9.12.1:6123`, or what of it is known.
  package var spelled: String {
    (ip.map { "\(host)/\($0)" } ?? host) + (port.map { ":\($0)" } ?? "")
  }
}

extension [LogEvent] {
  /// The first address of one of Flink's actor systems, or else any.
  var address: LogAddress? {
    // An actor of the process itself has none: `pekko://flink/temp/…`.
    let all = lazy.flatMap(\.addresses).filter { !$0.host.isEmpty }
    return all.first { $0.system == "flink" } ?? all.first { $0.system == "flink-metrics" }
      ?? all.first
  }
}

extension StringProtocol {
  /// What stands between two literals; to the end where the second is nil or missing.
  package func part(after start: String, before end: String? = nil) -> String? {
    guard let opening = firstRange(ofLiteral: start) else { return nil }
    let rest = self[opening.upperBound...]
    guard let end, let closing = rest.firstRange(ofLiteral: end) else { return String(rest) }
    return String(rest[..<closing.lowerBound])
  }

  /// What stands before `end`; nil when that is not there.
  package func part(before end: String) -> String? {
    firstRange(ofLiteral: end).map { String(self[..<$0.lowerBound]) }
  }
}

extension String {
  /// Without blanks at its ends.
  package var trimmed: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = drop(while: isBlank)
    return String(start.reversed().drop(while: isBlank).reversed())
  }
}

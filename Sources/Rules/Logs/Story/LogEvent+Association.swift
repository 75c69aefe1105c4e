import Evidence
import FlinkConfiguration

extension LogEvent {
  /// Whether it is about a connection between actor systems, and not about another one of the process.
  var isOfAssociation: Bool { text.holds("gated") || text.holds("Remote connection to [") }
}

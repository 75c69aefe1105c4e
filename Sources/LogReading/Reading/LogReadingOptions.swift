/// What of the logs is asked for, and how their stamps are meant.
package struct LogReadingOptions: Sendable, Hashable {
  /// Milliseconds on the clock of the logs, or in UTC where their zone is known.
  package var since: Int64?
  package var until: Int64?
  /// Minutes east of UTC of stamps without a zone.
  package var zone: Int?

  package init(since: Int64? = nil, until: Int64? = nil, zone: Int? = nil) {
    self.since = since
    self.until = until
    self.zone = zone
  }
}

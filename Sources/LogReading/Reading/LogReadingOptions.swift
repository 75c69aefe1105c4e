/// What of the logs is asked for, and how their stamps are meant.
package struct LogReadingOptions: Sendable, Hashable {
  package var window: LogWindow?
  /// Minutes east of UTC of stamps without a zone.
  package var zone: Int?

  package init(window: LogWindow? = nil, zone: Int? = nil) {
    self.window = window
    self.zone = zone
  }
}

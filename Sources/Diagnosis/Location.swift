package import FlinkConfiguration

/// Where something stands: a file, and the stretch of text where one is known.
package struct Location: Sendable, Hashable {
  package var path: String
  package var range: TextRange?

  package init(path: String, range: TextRange? = nil) {
    self.path = path
    self.range = range
  }
}

/// A second place that belongs to a finding, such as the line that wins over this one.
package struct RelatedLocation: Sendable, Hashable {
  package var location: Location
  package var message: String

  package init(_ location: Location, _ message: String) {
    self.location = location
    self.message = message
  }
}

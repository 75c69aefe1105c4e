/// What is asked of a REST endpoint; there is no way to ask for anything else.
///
/// Not every GET of Flink is harmless: some cancel jobs, some run user code.
package struct RESTPath: Sendable, Hashable {
  package let text: String

  /// A static page, whose answer carries the JobManager's date.
  package static let page = Self(text: "/index.html")

  package static let jobs = Self(text: "/jobs/overview")

  /// One job; nil for what is no job's id: 32 hexadecimal digits.
  package static func job(_ id: some StringProtocol) -> Self? {
    guard id.utf8.count == 32, id.utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }) else {
      return nil
    }
    return Self(text: "/jobs/\(id)")
  }

  private init(text: String) { self.text = text }
}

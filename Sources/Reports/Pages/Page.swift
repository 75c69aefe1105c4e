/// What a command shows that is no report of findings: as text for people, as JSON for programs.
package protocol Page: Sendable {
  /// Ends with a newline.
  func text(_ options: RenderingOptions) -> String
  var value: JSON { get }
}

extension Page {
  package func text() -> String { text(RenderingOptions()) }

  /// By the contract that `flinkdoctor schema` prints.
  package var json: String { JSONWriter.document(value) }
}

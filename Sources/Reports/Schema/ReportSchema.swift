/// The JSON Schema (2020-12) of everything that `--format json` prints and `--save` writes;
/// `flinkdoctor schema`.
package enum ReportSchema {
  package static var document: String { JSONWriter.document(value) }

  static var value: JSON {
    [
      "$defs": .object(definitions.sorted { $0.key < $1.key }),
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "anyOf": .array(documents.map { Shape.reference($0) }),
      "description": """
      Keys are only ever added. Lines and columns count from 1, columns in Unicode scalars; \
      endColumn is exclusive. Durations are milliseconds, times ISO 8601 in UTC.
      """,
      "title": "flinkdoctor",
    ]
  }

  /// One shape per command; a document is of exactly one, by the keys that it must have.
  private static let documents = [
    "check", "effective", "examination", "logs", "options", "ports", "rule", "rules",
  ]

  private static var definitions: [JSON.Member] {
    checkDefinitions + examinationDefinitions + logDefinitions + pageDefinitions
  }
}

import Diagnosis
import FlinkConfiguration

extension ReportSchema {
  static var examinationDefinitions: [JSON.Member] {
    [
      JSON.Member("examination", examination),
      JSON.Member("savedBytes", savedBytes),
    ]
  }

  /// What `check --save` writes.
  ///
  /// The evidence has the shape of what was measured, and is for flinkdoctor itself.
  private static var examination: JSON {
    object(
      [
        "configuration": object(
          [
            "content": Shape.reference("savedBytes"),
            "dialect": Shape.oneOf(Dialect.allCases.map(\.rawValue)),
            "path": Shape.text,
            "settings": Shape.list(Shape.object(["key": Shape.text, "value": Shape.text])),
          ], optional: ["properties": Shape.text]),
        "deployment": Shape.oneOf(Deployment.allCases.map(\.rawValue)),
        "evidence": ["type": "object"],
        "expectation": Shape.oneOf(Expectation.allCases.map(\.rawValue)),
        "firewall": ["type": "boolean"],
        "flinkVersion": Shape.reference("flinkVersion"),
        "folder": object(
          [
            "files": ["additionalProperties": savedFile, "type": "object"],
            "jars": Shape.list(Shape.text),
          ], optional: ["jarDetails": ["type": "object"], "manifestVersion": Shape.text]),
        "format": ["const": "flinkdoctor examination"],
        "savedAt": ["format": "date-time", "type": "string"],
        "schemaVersion": ["const": 1],
        "tool": Shape.object(["name": ["const": "flinkdoctor"], "version": Shape.text]),
        "topology": Shape.oneOf(Topology.allCases.map(\.rawValue)),
      ],
      optional: [
        "hostname": Shape.text, "leader": Shape.text,
        "role": Shape.oneOf(Role.allCases.map(\.rawValue)),
      ])
  }

  private static var savedFile: JSON {
    Shape.object(["content": Shape.reference("savedBytes"), "path": Shape.text])
  }

  /// A file without its secrets: as text where it is text.
  private static var savedBytes: JSON {
    ["anyOf": [Shape.object(["text": Shape.text]), Shape.object(["base64": Shape.text])]]
  }

  private static func object(
    _ required: KeyValuePairs<String, JSON>, optional: KeyValuePairs<String, JSON>
  ) -> JSON {
    let all =
      (required.map { JSON.Member($0.key, $0.value) }
      + optional.map { JSON.Member($0.key, $0.value) }).sorted { $0.key < $1.key }
    return [
      "properties": .object(all), "required": .strings(required.map(\.key).sorted()),
      "type": "object",
    ]
  }
}

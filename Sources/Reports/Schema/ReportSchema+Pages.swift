import Diagnosis
import FlinkConfiguration

extension ReportSchema {
  static var pageDefinitions: [JSON.Member] {
    [
      JSON.Member("effective", effective),
      JSON.Member("memory", memory),
      JSON.Member("options", options),
      JSON.Member("ports", ports),
      JSON.Member("rule", rule),
      JSON.Member("rules", Shape.object(["rules": Shape.list(Shape.object(ruleKeys))])),
    ]
  }

  private static var effective: JSON {
    Shape.object([
      "aborts": Shape.orNull(
        Shape.object([
          "column": Shape.ordinal, "line": Shape.ordinal,
          "message": Shape.text("Flink's own words when it refuses to start."),
        ])),
      "dialect": Shape.oneOf(Dialect.allCases.map(\.rawValue)),
      "entries": Shape.list(
        Shape.object([
          "column": Shape.orNull(Shape.ordinal), "key": Shape.text,
          "line": Shape.orNull(Shape.ordinal),
          "origin": Shape.text("file, image, FLINK_PROPERTIES, --set or --host."),
          "type": Shape.text("The simple name of the Java class."), "value": Shape.text,
        ])),
      "flinkVersion": Shape.text("One version, or a range: 1.15-1.18."),
      "ignored": Shape.list(
        Shape.object(["line": Shape.ordinal, "reason": Shape.text, "text": Shape.text])),
      "memory": Shape.object([
        "jobManager": Shape.orNull(Shape.reference("memory")),
        "taskManager": Shape.orNull(Shape.reference("memory")),
      ]),
    ])
  }

  /// Sizes by key, in bytes, or why Flink refuses.
  private static var memory: JSON {
    [
      "additionalProperties": Shape.count,
      "properties": ["error": Shape.text],
      "type": "object",
    ]
  }

  private static var options: JSON {
    Shape.object([
      "flinkVersion": Shape.text,
      "options": Shape.list([
        "properties": [
          "checks": Shape.list(Shape.text),
          "default": Shape.orNull(Shape.text),
          "deprecated": ["type": "boolean"],
          "key": Shape.text,
          "remark": Shape.orNull(Shape.text),
          "renamedFrom": Shape.list(Shape.text),
          "replacedBy": Shape.orNull(Shape.text),
          "since": Shape.orNull(Shape.text),
          "type": Shape.orNull(Shape.text),
          "until": Shape.orNull(Shape.text),
          "values": Shape.list(Shape.text),
        ],
        "required": .strings([
          "default", "deprecated", "key", "remark", "renamedFrom", "replacedBy", "since", "type",
          "until", "values",
        ]),
        "type": "object",
      ]),
    ])
  }

  private static var ports: JSON {
    Shape.object([
      "flinkVersion": Shape.text,
      "pins": Shape.list(Shape.object(["key": Shape.text, "value": Shape.text])),
      "ports": Shape.list(
        Shape.object([
          "from": Shape.text, "host": Shape.orNull(Shape.text), "key": Shape.text,
          "port": Shape.text("A port, a range, or random."), "protocol": Shape.text,
          "purpose": Shape.text, "to": Shape.text,
        ])),
    ])
  }

  private static var ruleKeys: [JSON.Member] {
    [
      JSON.Member("family", Shape.oneOf(Family.allCases.map(\.name))),
      JSON.Member("id", Shape.text),
      JSON.Member("literals", Shape.list(Shape.text)),
      JSON.Member("name", Shape.text),
      JSON.Member("severity", Shape.oneOf(Severity.allCases.map(\.rawValue))),
      JSON.Member("title", Shape.text),
      JSON.Member("versions", Shape.list(Shape.text)),
    ]
  }

  private static var marks: JSON {
    Shape.list(Shape.object(["column": Shape.ordinal, "line": Shape.ordinal]))
  }

  /// `explain CODE`.
  private static var rule: JSON {
    Shape.object(
      ruleKeys + [
        JSON.Member(
          "examples",
          Shape.list(
            Shape.object([
              "dialect": Shape.oneOf(Dialect.allCases.map(\.rawValue)),
              "expected": Shape.oneOf(Severity.allCases.map(\.rawValue) + ["healthy", "unknown"]),
              "flinkVersion": Shape.text,
              "logs": Shape.list(
                Shape.object(["marks": marks, "path": Shape.text, "text": Shape.text])),
              "marks": marks,
              "seen": Shape.list(Shape.text),
              "text": Shape.text,
            ]))),
        JSON.Member("fix", Shape.text),
        JSON.Member("sources", Shape.list(Shape.text)),
        JSON.Member("why", Shape.text),
      ])
  }
}

import Evidence

extension ReportSchema {
  static var logDefinitions: [JSON.Member] {
    [
      JSON.Member("logAddress", address), JSON.Member("logEvent", event),
      JSON.Member("logFile", file), JSON.Member("logs", logs),
    ]
  }

  /// With an offset where the zone of the logs is known, else without.
  private static var time: JSON { Shape.orNull(Shape.text("ISO 8601, with an offset if known.")) }

  private static var logs: JSON {
    Shape.object([
      "collections": Shape.list(
        Shape.object([
          "file": Shape.text, "full": Shape.count, "fullMs": Shape.number,
          "longest": Shape.list(
            Shape.object([
              "durationMs": Shape.number, "full": ["type": "boolean"], "kind": Shape.text,
              "line": Shape.ordinal, "time": time,
            ])), "pauses": Shape.count, "totalMs": Shape.number,
        ])),
      "deaths": Shape.list(
        Shape.object([
          "exitCode": Shape.orNull(["type": "integer"]), "file": Shape.text,
          "line": Shape.ordinal, "name": Shape.text, "node": Shape.orNull(Shape.text),
          "reason": Shape.orNull(Shape.text), "restarts": Shape.orNull(Shape.count),
          "source": Shape.oneOf(DeathEvidence.Source.allCases.map(\.rawValue)),
          "text": Shape.orNull(Shape.text), "time": time,
        ])),
      "diagnosis": Shape.list(
        Shape.object([
          "at": time, "cause": Shape.text("The fingerprint of the result that is the cause."),
          "explains": Shape.list(Shape.text), "id": Shape.orNull(Shape.text),
          "summary": Shape.text,
        ])),
      "dropped": Shape.count,
      "durationMs": Shape.orNull(Shape.number),
      "events": Shape.list(Shape.reference("logEvent")),
      "files": Shape.list(Shape.reference("logFile")),
      "flinkVersion": Shape.reference("flinkVersion"),
      "results": Shape.list(Shape.reference("result")),
      "schemaVersion": ["const": 1],
      "silences": Shape.list(
        Shape.object([
          "durationMs": Shape.count, "file": Shape.text, "from": time, "line": Shape.ordinal,
          "to": time,
        ])),
      "skews": Shape.list(
        Shape.object([
          "aheadMs": ["type": "integer"], "basis": Shape.text, "file": Shape.text,
          "of": Shape.text, "pairs": Shape.count,
        ])),
      "startedAt": ["format": "date-time", "type": "string"],
      "summary": Shape.reference("summary"),
      "timeZone": Shape.orNull(Shape.text),
      "tool": Shape.object(["name": ["const": "flinkdoctor"], "version": Shape.text]),
    ])
  }

  private static var address: JSON {
    Shape.object([
      "host": Shape.text, "ip": Shape.orNull(Shape.text), "path": Shape.orNull(Shape.text),
      "port": Shape.orNull(Shape.count), "scheme": Shape.orNull(Shape.text),
      "system": Shape.orNull(Shape.text),
    ])
  }

  private static var component: JSON {
    Shape.oneOf(LogFileEvidence.Component.allCases.map(\.rawValue))
  }

  private static var event: JSON {
    Shape.object([
      "addresses": Shape.list(Shape.reference("logAddress")),
      "component": component,
      "count": Shape.ordinal,
      "exceptions": Shape.list(
        Shape.object(["message": Shape.orNull(Shape.text), "type": Shape.text])),
      "file": Shape.text,
      "id": Shape.text("A rule's id, or what the line is to the reader of the log."),
      "ids": Shape.list(Shape.text),
      "lastLine": Shape.ordinal,
      "lastTime": time,
      "level": Shape.orNull(Shape.oneOf(LogEvent.Level.allCases.map(\.rawValue))),
      "line": Shape.ordinal,
      "logger": Shape.orNull(Shape.text),
      "text": Shape.text,
      "thread": Shape.orNull(Shape.text),
      "time": time,
      "timeSource": Shape.text("line, record, wrapper or none."),
    ])
  }

  private static var file: JSON {
    let address = Shape.orNull(Shape.reference("logAddress"))
    return Shape.object([
      "advertised": address,
      "bytes": Shape.count,
      "component": component,
      "firstTime": time,
      "flinkVersion": Shape.orNull(Shape.text),
      "foreignSystems": Shape.list(Shape.text),
      "incomplete": Shape.orNull(Shape.text("Why it was not read to its end.")),
      "lastTime": time,
      "lines": Shape.count,
      "path": Shape.text,
      "runs": Shape.list(
        Shape.object([
          "advertised": address, "component": component,
          "end": Shape.text("shut-down, continued or open."), "endText": Shape.orNull(Shape.text),
          "firstLine": Shape.ordinal, "firstTime": time,
          "flinkVersion": Shape.orNull(Shape.text), "host": Shape.orNull(Shape.text),
          "java": Shape.orNull(Shape.text), "lastLine": Shape.count, "lastTime": time,
          "resourceId": Shape.orNull(Shape.text),
        ])),
    ])
  }
}

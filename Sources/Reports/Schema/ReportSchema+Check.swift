import Diagnosis
import Evidence
import FlinkConfiguration

extension ReportSchema {
  static var checkDefinitions: [JSON.Member] {
    [
      JSON.Member("check", check),
      JSON.Member("cause", cause),
      JSON.Member("flinkVersion", flinkVersion),
      JSON.Member("location", location([:])),
      JSON.Member("result", result),
      JSON.Member("summary", summary),
    ]
  }

  private static var check: JSON {
    Shape.object([
      "deployment": Shape.oneOf(Deployment.allCases.map(\.rawValue)),
      "diagnosis": Shape.list(Shape.reference("cause")),
      "durationMs": Shape.number,
      "facts": facts,
      "flinkVersion": Shape.reference("flinkVersion"),
      "inputs": Shape.list(
        Shape.object([
          "dialect": Shape.oneOf(Dialect.allCases.map(\.rawValue)),
          "flinkVersion": Shape.reference("flinkVersion"),
          "path": Shape.text,
        ])),
      "node": Shape.object(["hostname": Shape.orNull(Shape.text)]),
      "results": Shape.list(Shape.reference("result")),
      "role": Shape.orNull(Shape.oneOf(Role.allCases.map(\.rawValue))),
      "schemaVersion": ["const": .integer(CheckReport.schemaVersion)],
      "startedAt": ["format": "date-time", "type": "string"],
      "summary": Shape.reference("summary"),
      "tool": Shape.object(["name": ["const": "flinkdoctor"], "version": Shape.text]),
      "topology": Shape.oneOf(Topology.allCases.map(\.rawValue)),
    ])
  }

  /// What was measured or worked out beside the results; a fact that was not asked for is left out.
  private static var facts: JSON {
    [
      "properties": [
        "cluster": cluster,
        "jobManagerAddress": Shape.object(
          ["address", "bindAddress", "port", "reason"].map { JSON.Member($0, Shape.text) }),
        "processes": Shape.list(
          Shape.object([
            "configDir": Shape.orNull(Shape.text),
            "overrides": Shape.list(Shape.object(["key": Shape.text, "value": Shape.text])),
            "pid": Shape.count,
            "place": Shape.oneOf(ProcessEvidence.Place.allCases.map(\.rawValue)),
            "role": Shape.oneOf(ProcessEvidence.Role.allCases.map(\.rawValue)),
            "startedAt": Shape.text,
            "version": Shape.orNull(Shape.text),
          ])),
        "rehearsal": rehearsal,
        "remoting": remoting,
        "taskManagerAddress": Shape.object(
          registered + [
            JSON.Member("ifJobManagerIsDown", Shape.orNull(Shape.object(registered))),
            JSON.Member("ifJobManagerIsUp", Shape.orNull(Shape.object(registered))),
          ]),
      ],
      "type": "object",
    ]
  }

  /// What was found at the target of `probe`.
  private static var remoting: JSON {
    let texts = ["address", "flinkVersion", "hostname", "outcome", "reverse", "scheme", "system"]
    return Shape.object(
      texts.map { JSON.Member($0, Shape.orNull(Shape.text)) } + [
        JSON.Member(
          "echoes",
          Shape.list(
            Shape.object(["bytes": Shape.count, "roundTripMs": Shape.orNull(Shape.number)]))),
        JSON.Member(
          "frameSize",
          Shape.orNull(Shape.object(["bytes": Shape.count, "isAccepted": ["type": "boolean"]]))),
        JSON.Member("port", Shape.orNull(Shape.count)),
        JSON.Member("roles", Shape.list(Shape.text)),
        JSON.Member("roundTripMs", Shape.list(Shape.number)),
        JSON.Member(
          "tls",
          Shape.orNull(
            Shape.object([
              "error": Shape.orNull(Shape.text), "outcome": Shape.text,
              "version": Shape.orNull(Shape.text),
            ]))),
        JSON.Member("uid", Shape.orNull(["type": "integer"])),
      ])
  }

  /// The address is null where no TaskManager would start; the reason says why.
  private static var registered: [JSON.Member] {
    ["address", "hostname"].map { JSON.Member($0, Shape.orNull(Shape.text)) } + [
      JSON.Member("reason", Shape.text),
      JSON.Member(
        "strategy", Shape.oneOf(RegisteredAddress.Strategy.allCases.map(\.rawValue))),
    ]
  }

  private static var flinkVersion: JSON {
    let version: JSON = ["pattern": "^[0-9]+\\.[0-9]+(\\.[0-9]+)?$", "type": "string"]
    return Shape.object(["from": version, "source": Shape.text, "to": version])
  }

  private static var summary: JSON {
    Shape.object(
      ["error", "info", "passed", "skipped", "suppressed", "unknown", "warning"].map {
        JSON.Member($0, Shape.count)
      })
  }

  private static var cause: JSON {
    Shape.object([
      "cause": Shape.text("The fingerprint of the finding that brings the others about."),
      "explains": Shape.list(Shape.text),
      "summary": Shape.text,
    ])
  }

  private static var result: JSON {
    Shape.object([
      "cause": Shape.orNull(Shape.text("The fingerprint of the finding that brings this about.")),
      "durationMs": Shape.orNull(Shape.number),
      "evidence": Shape.list(Shape.object(["source": Shape.text, "text": Shape.text])),
      "family": Shape.oneOf(Family.allCases.map(\.name)),
      "fingerprint": Shape.text("Stays the same when lines move."),
      "fix": Shape.orNull(
        Shape.object(["edits": Shape.list(location(["text": Shape.text])), "text": Shape.text])),
      "id": ["pattern": "^FD[1-9][0-9]{3}$", "type": "string"],
      "key": Shape.orNull(Shape.text),
      "location": Shape.orNull(Shape.reference("location")),
      "message": Shape.text,
      "name": Shape.text,
      "peer": Shape.orNull(
        Shape.object([
          "address": Shape.orNull(Shape.text), "host": Shape.text,
          "port": Shape.orNull(Shape.count),
        ])),
      "reason": Shape.orNull(Shape.text("Why it is unknown or skipped.")),
      "related": Shape.list(
        Shape.object(["location": Shape.reference("location"), "message": Shape.text])),
      "severity": Shape.orNull(Shape.oneOf(Severity.allCases.map(\.rawValue))),
      "status": Shape.oneOf(CheckResult.Status.allCases.map(\.rawValue)),
      "subject": Shape.text,
      "suppressed": Shape.orNull(Shape.object(["reason": Shape.text])),
      "title": Shape.text,
      "versions": Shape.list(["pattern": "^[0-9]+\\.[0-9]+$", "type": "string"]),
    ])
  }

  private static func location(_ more: KeyValuePairs<String, JSON>) -> JSON {
    let place = ["column", "endColumn", "endLine", "line"].map {
      JSON.Member($0, Shape.orNull(Shape.ordinal))
    }
    return Shape.object(
      place + [JSON.Member("path", Shape.text)] + more.map { JSON.Member($0.key, $0.value) })
  }
}

import Diagnosis
import FlinkConfiguration

/// SARIF 2.1.0, as GitHub code scanning and other viewers take it.
///
/// GitHub keeps 5,000 results of a run and the gravest stand first; it shows a result only where
/// it has a file, so a finding without a place points at its input.
struct SARIFReport {
  let report: CheckReport
  let options: RenderingOptions
  private let rules: [RuleCard]
  private let ruleIndex: [String: Int]

  init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
    let ids = Set(
      report.results.filter { $0.status == .finding || $0.status == .unknown }.map(\.id))
    rules = ids.sorted().compactMap { report.cards[$0] }
    ruleIndex = Dictionary(zip(rules.map(\.id), rules.indices)) { first, _ in first }
  }

  var rendered: String {
    JSONWriter.document([
      "$schema":
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "runs": [run],
      "version": "2.1.0",
    ])
  }

  private var run: JSON {
    [
      "automationDetails": ["id": "flinkdoctor/check/"],
      "columnKind": "unicodeCodePoints",
      "invocations": [
        [
          "executionSuccessful": true,
          "startTimeUtc": .string(report.startedAt),
          "toolExecutionNotifications": .array(report.results(.unknown).map(notification)),
        ]
      ],
      "originalUriBaseIds": [
        "%SRCROOT%": ["description": ["text": "The folder that flinkdoctor was started in."]]
      ],
      "results": .array(shown.map(result)),
      "tool": [
        "driver": [
          "name": "flinkdoctor",
          "rules": .array(rules.map(SARIFRule.value)),
          "version": .string(report.toolVersion),
        ]
      ],
    ]
  }

  private var shown: [CheckResult] {
    report.results.filter { $0.status == .finding && ($0.severity ?? .info) >= options.show }
  }

  /// What could not be told is no result of an analysis but a note of the run.
  private func notification(_ unknown: CheckResult) -> JSON {
    .present(
      JSON.Member("associatedRule", reference(unknown.id)),
      JSON.Member("level", "note"),
      JSON.Member(
        "message", ["text": .string("\(unknown.subject): \(unknown.reason ?? "unknown")")]))
  }

  private func reference(_ id: String) -> JSON {
    .present(JSON.Member("id", .string(id)), JSON.Member("index", JSON(ruleIndex[id])))
  }

  private func result(_ finding: CheckResult) -> JSON {
    let edits = finding.fix?.edits ?? []
    let related = finding.related.enumerated().map { relatedLocation($1, id: $0) }
    return .present(
      JSON.Member("fixes", edits.isEmpty ? .null : [fix(finding.fix?.text ?? "", edits)]),
      JSON.Member("level", .string(SARIFRule.level(finding.severity ?? .info))),
      JSON.Member("locations", [location(of: finding)]),
      JSON.Member("message", ["text": .string(message(of: finding))]),
      JSON.Member(
        "partialFingerprints",
        [
          "flinkdoctor/v1": .string(finding.fingerprint),
          "primaryLocationLineHash": .string("\(finding.fingerprint):1"),
        ]),
      JSON.Member("relatedLocations", related.isEmpty ? .null : .array(related)),
      JSON.Member("ruleId", .string(finding.id)),
      JSON.Member("ruleIndex", JSON(ruleIndex[finding.id])),
      JSON.Member(
        "suppressions",
        finding.suppressed.map { [suppression($0)] } ?? .null))
  }

  /// A comment silences in the source; a baseline does from outside.
  private func suppression(_ reason: String) -> JSON {
    [
      "justification": .string(reason),
      "kind": reason == Baseline.reason ? "external" : "inSource",
    ]
  }

  private func message(of finding: CheckResult) -> String {
    finding.fix.map { "\(finding.headline)\nFix: \($0.text)" } ?? finding.headline
  }

  private func location(of finding: CheckResult) -> JSON {
    let path = report.path(of: finding)
    return [
      "logicalLocations": [["fullyQualifiedName": .string(finding.subject)]],
      "physicalLocation": SARIFPlace.physical(path, finding.location?.range),
    ]
  }

  private func relatedLocation(_ related: RelatedLocation, id: Int) -> JSON {
    [
      "id": .integer(id),
      "message": ["text": .string(related.message)],
      "physicalLocation": SARIFPlace.physical(related.location.path, related.location.range),
    ]
  }

  /// All edits of one file are one change.
  private func fix(_ text: String, _ edits: [Edit]) -> JSON {
    var paths: [String] = []
    for edit in edits where !paths.contains(edit.path) { paths.append(edit.path) }
    return [
      "artifactChanges": .array(
        paths.map { path in
          [
            "artifactLocation": SARIFPlace.artifact(path),
            "replacements": .array(
              edits.filter { $0.path == path }.map { edit in
                [
                  "deletedRegion": SARIFPlace.region(edit.range),
                  "insertedContent": ["text": .string(edit.text)],
                ]
              }),
          ]
        }),
      "description": ["text": .string(text)],
    ]
  }
}

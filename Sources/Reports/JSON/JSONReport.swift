import Diagnosis
import FlinkConfiguration

/// The report for programs, by the contract that `flinkdoctor schema` prints.
///
/// Every key of the contract is always there; what is not known is null.
struct JSONReport {
  let report: CheckReport
  let options: RenderingOptions

  init(_ report: CheckReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
  }

  var rendered: String { JSONWriter.document(value) }

  var value: JSON {
    [
      "deployment": .string(report.deployment.rawValue),
      "diagnosis": .array(report.diagnosis.map(JSON.init)),
      "durationMs": JSON(milliseconds: report.durationMs.isFinite ? report.durationMs : 0),
      "facts": JSON(report.facts),
      "flinkVersion": JSON(report.flinkVersion, source: report.versionSource),
      "inputs": .array(report.inputs.map(JSON.init)),
      "node": ["hostname": JSON(report.hostname)],
      "results": .array(results),
      "role": JSON(report.role?.rawValue),
      "schemaVersion": .integer(CheckReport.schemaVersion),
      "startedAt": .string(report.startedAt),
      "summary": summary,
      "tool": ["name": "flinkdoctor", "version": .string(report.toolVersion)],
      "topology": .string(report.topology.rawValue),
    ]
  }

  var results: [JSON] {
    report.results.filter { $0.status != .finding || ($0.severity ?? .info) >= options.show }
      .map(JSON.init)
  }

  var summary: JSON { JSON(report.summary) }
}

extension JSON {
  init(_ range: FlinkVersionRange, source: String) {
    self = [
      "from": .string(range.from.release), "source": .string(source),
      "to": .string(range.to.release),
    ]
  }

  fileprivate init(_ input: CheckReport.Input) {
    self = [
      "dialect": .string(input.dialect.rawValue),
      "flinkVersion": JSON(input.flinkVersion, source: input.versionSource),
      "path": .string(input.path),
    ]
  }

  fileprivate init(_ summary: CheckReport.Summary) {
    self = [
      "error": .integer(summary.error), "info": .integer(summary.info),
      "passed": .integer(summary.passed), "skipped": .integer(summary.skipped),
      "suppressed": .integer(summary.suppressed), "unknown": .integer(summary.unknown),
      "warning": .integer(summary.warning),
    ]
  }

  fileprivate init(_ cause: RootCause) {
    self = [
      "cause": .string(cause.cause), "explains": .strings(cause.explains),
      "summary": .string(cause.summary),
    ]
  }

  fileprivate init(_ result: CheckResult) {
    self = [
      "cause": JSON(result.cause),
      "durationMs": .null,
      "evidence": .array(
        result.evidence.map { ["source": .string($0.source), "text": .string($0.text)] }),
      "family": .string(result.family.name),
      "fingerprint": .string(result.fingerprint),
      "fix": result.fix.map(JSON.init) ?? .null,
      "id": .string(result.id),
      "key": JSON(result.key),
      "location": result.location.map(JSON.init) ?? .null,
      "message": .string(result.message),
      "name": .string(result.name),
      "peer": result.peer.map(JSON.init) ?? .null,
      "reason": JSON(result.reason),
      "related": .array(
        result.related.map { ["location": JSON($0.location), "message": .string($0.message)] }),
      "severity": JSON(result.severity?.rawValue),
      "status": .string(result.status.rawValue),
      "subject": .string(result.subject),
      "suppressed": result.suppressed.map { ["reason": .string($0)] } ?? .null,
      "title": .string(result.title),
      "versions": .strings(result.versions.map(\.description)),
    ]
  }

  fileprivate init(_ location: Location) {
    self = .place(location.path, location.range, [])
  }

  fileprivate init(_ peer: Peer) {
    self = ["address": JSON(peer.address), "host": .string(peer.host), "port": JSON(peer.port)]
  }

  fileprivate init(_ fix: Fix) {
    self = [
      "edits": .array(
        fix.edits.map { .place($0.path, $0.range, [Member("text", .string($0.text))]) }),
      "text": .string(fix.text),
    ]
  }

  private static func place(_ path: String, _ range: TextRange?, _ more: [Member]) -> JSON {
    .object(
      [
        Member("column", JSON(range?.start.column)), Member("endColumn", JSON(range?.end.column)),
        Member("endLine", JSON(range?.end.line)), Member("line", JSON(range?.start.line)),
        Member("path", .string(path)),
      ] + more)
  }
}

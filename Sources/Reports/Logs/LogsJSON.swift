import Diagnosis
import Evidence
import FlinkConfiguration

/// The report for programs.
struct LogsJSON {
  private let report: LogsReport
  private let options: RenderingOptions
  private let moments: LogMoments

  init(_ report: LogsReport, _ options: RenderingOptions) {
    self.report = report
    self.options = options
    moments = LogMoments(report.logs)
  }

  var rendered: String { JSONWriter.document(value) }

  var value: JSON {
    let logs = report.logs
    let check = JSONReport(report.check.withoutSecrets, options)
    return [
      "collections": .array(logs.collections.map(collection)),
      "deaths": .array(logs.deaths.map(death)),
      "diagnosis": .array(report.check.diagnosis.map(cause)),
      "dropped": .integer(logs.dropped),
      "durationMs": JSON(milliseconds: report.check.durationMs),
      "events": .array(logs.events.map(event)),
      "files": .array(logs.files.map(file)),
      "flinkVersion": JSON(report.check.flinkVersion, source: report.check.versionSource),
      "results": .array(check.results),
      "schemaVersion": .integer(CheckReport.schemaVersion),
      "silences": .array(
        logs.silences.map { silence in
          [
            "durationMs": .integer(Int(silence.milliseconds)), "file": .string(path(silence.file)),
            "from": .string(moments.iso(silence.from)), "line": .integer(silence.line),
            "to": .string(moments.iso(silence.to)),
          ]
        }),
      "skews": .array(
        logs.skews.map { skew in
          [
            "aheadMs": .integer(Int(skew.milliseconds)), "basis": .string(skew.basis),
            "file": .string(path(skew.file)), "of": .string(path(skew.other)),
            "pairs": .integer(skew.pairs),
          ]
        }),
      "startedAt": .string(report.check.startedAt),
      "summary": check.summary,
      "timeZone": JSON(moments.name),
      "tool": ["name": "flinkdoctor", "version": .string(report.check.toolVersion)],
    ]
  }

  private func path(_ file: Int) -> String {
    report.logs.files.indices.contains(file) ? report.logs.files[file].path : "-"
  }

  private func time(_ time: Int64?) -> JSON { JSON(time.map(moments.iso)) }

  private func file(_ file: LogFileEvidence) -> JSON {
    [
      "advertised": file.advertised.map(JSON.init) ?? .null,
      "bytes": .integer(file.bytes),
      "component": .string(file.component.rawValue),
      "firstTime": time(file.firstTime),
      "flinkVersion": JSON(file.version),
      "foreignSystems": .strings(file.foreignSystems),
      "incomplete": JSON(file.incomplete),
      "lastTime": time(file.lastTime),
      "lines": .integer(file.lines),
      "path": .string(file.path),
      "runs": .array(
        file.runs.map { run in
          [
            "advertised": run.advertised.map(JSON.init) ?? .null,
            "component": .string(run.component.rawValue),
            "end": .string(run.end.rawValue),
            "endText": JSON(run.endText),
            "firstLine": .integer(run.firstLine),
            "firstTime": time(run.firstTime),
            "flinkVersion": JSON(run.version),
            "host": JSON(run.host),
            "java": JSON(run.java),
            "lastLine": .integer(run.lastLine),
            "lastTime": time(run.lastTime),
            "resourceId": JSON(run.resourceID),
          ]
        }),
    ]
  }

  private func event(_ event: LogEvent) -> JSON {
    [
      "addresses": .array(event.addresses.map(JSON.init)),
      "component": .string(report.logs.run(of: event)?.component.rawValue ?? "unknown"),
      "count": .integer(event.count),
      "exceptions": .array(
        event.exceptions.map {
          ["message": JSON($0.message), "type": .string($0.type)]
        }),
      "file": .string(path(event.file)),
      "id": .string(event.ids[0]),
      "ids": .strings(event.ids),
      "lastLine": .integer(event.lastLine),
      "lastTime": time(event.lastTime),
      "level": JSON(event.level?.rawValue),
      "line": .integer(event.line),
      "logger": JSON(event.logger),
      "text": .string(event.text),
      "thread": JSON(event.thread),
      "time": time(event.time),
      "timeSource": .string(event.timeSource.rawValue),
    ]
  }

  private func death(_ death: DeathEvidence) -> JSON {
    [
      "exitCode": JSON(death.exitCode), "file": .string(path(death.file)),
      "line": .integer(death.line), "name": .string(death.name), "node": JSON(death.node),
      "reason": JSON(death.reason), "restarts": JSON(death.restarts),
      "source": .string(death.source.rawValue), "text": JSON(death.text), "time": time(death.time),
    ]
  }

  private func collection(_ log: GarbageCollectionEvidence) -> JSON {
    [
      "file": .string(path(log.file)), "full": .integer(log.full),
      "fullMs": JSON(milliseconds: log.fullMs),
      "longest": .array(
        log.longest.map { pause in
          [
            "durationMs": JSON(milliseconds: pause.durationMs), "full": .bool(pause.isFull),
            "kind": .string(pause.kind), "line": .integer(pause.line), "time": time(pause.time),
          ]
        }),
      "pauses": .integer(log.pauses), "totalMs": JSON(milliseconds: log.totalMs),
    ]
  }

  /// As in a check, and when the cause shows itself.
  private func cause(_ cause: RootCause) -> JSON {
    let result = report.check.results.first { $0.fingerprint == cause.cause }
    let line = result?.location?.range?.start.line
    let event = report.logs.events.first {
      path($0.file) == result?.location?.path && $0.line == line
    }
    return [
      "at": time(event?.time), "cause": .string(cause.cause), "explains": .strings(cause.explains),
      "id": JSON(result?.id), "summary": .string(cause.summary),
    ]
  }
}

extension JSON {
  fileprivate init(_ address: LogAddress) {
    self = [
      "host": .string(address.host), "ip": JSON(address.ip), "path": JSON(address.path),
      "port": JSON(address.port), "scheme": JSON(address.scheme), "system": JSON(address.system),
    ]
  }
}

import Diagnosis
import Evidence

extension ReportSchema {
  /// What `rehearse` came to.
  static var rehearsal: JSON {
    Shape.object([
      "durationMs": Shape.number,
      "ending": Shape.oneOf(RehearsalEvidence.Ending.allCases.map(\.rawValue)),
      "expected": Shape.orNull(Shape.count),
      "heartbeat": Shape.object(["intervalMs": Shape.number, "timeoutMs": Shape.number]),
      "isSampled": ["type": "boolean"],
      "listeners": Shape.list(
        Shape.object([
          "address": Shape.text, "error": Shape.orNull(Shape.text), "key": Shape.text,
          "port": Shape.orNull(Shape.count), "role": role, "wanted": Shape.text,
        ])),
      "obstacles": Shape.list(Shape.text),
      "paths": Shape.list(path),
      "role": Shape.oneOf(RehearsalEvidence.Role.allCases.map(\.rawValue)),
      "taskManagers": Shape.list(taskManager),
      "verdict": Shape.list(Shape.text),
      "visitors": Shape.list(
        Shape.object([
          "count": Shape.count, "from": Shape.text,
          "kind": Shape.oneOf(RehearsalVisitor.Kind.allCases.map(\.rawValue)),
          "words": Shape.text,
        ])),
    ])
  }

  private static var role: JSON { Shape.oneOf(PortRole.allCases.map(\.rawValue)) }

  private static var taskManager: JSON {
    Shape.object([
      "addresses": Shape.list(Shape.text), "cpus": Shape.count, "dataPort": Shape.count,
      "from": Shape.text, "heartbeats": Shape.count, "host": Shape.text, "machine": Shape.text,
      "memoryBytes": Shape.count, "reason": Shape.text,
      "resolution": Shape.orNull(Shape.text("Why the JobManager finds no address for it.")),
      "rpcPort": Shape.count,
      "state": Shape.oneOf(RehearsedTaskManager.State.allCases.map(\.rawValue)),
      "strategy": Shape.text, "timesLost": Shape.count,
    ])
  }

  private static var path: JSON {
    Shape.object([
      "address": Shape.text,
      "clock": Shape.orNull(Shape.object(["errorMs": Shape.number, "ms": Shape.number])),
      "detail": Shape.text, "dialMs": Shape.number,
      "frameBytes": Shape.orNull(Shape.count), "frameMs": Shape.orNull(Shape.number),
      "from": Shape.text, "host": Shape.text, "isFlinks": ["type": "boolean"],
      "isFromJobManager": ["type": "boolean"], "jitterMs": Shape.orNull(Shape.number),
      "largestBytes": Shape.orNull(Shape.count),
      "lostSegments": Shape.orNull(Shape.count),
      "outcome": Shape.oneOf(RehearsedPath.Outcome.allCases.map(\.rawValue)),
      "port": Shape.count, "role": role, "roundTripMs": Shape.list(Shape.number),
      "segments": Shape.orNull(
        Shape.count("Sent by the dialer with data; lostSegments of them it had to send again.")),
      "stuckBytes": Shape.orNull(Shape.count), "to": Shape.text,
    ])
  }
}

import Diagnosis
import Evidence

extension JSON {
  init(_ facts: RehearsalFacts) {
    let seen = facts.seen
    self = [
      "durationMs": JSON(milliseconds: seen.durationMs),
      "ending": .string(seen.ending.rawValue),
      "expected": JSON(seen.expected),
      "heartbeat": [
        "intervalMs": JSON(milliseconds: seen.heartbeatIntervalMs),
        "timeoutMs": JSON(milliseconds: seen.heartbeatTimeoutMs),
      ],
      "isSampled": .bool(seen.isSampled),
      "listeners": .array(seen.listeners.map(JSON.init)),
      "obstacles": .strings(seen.obstacles),
      "paths": .array(seen.paths.map(JSON.init)),
      "role": .string(seen.role.rawValue),
      "taskManagers": .array(seen.taskManagers.map(JSON.init)),
      "verdict": .strings(facts.verdict),
      "visitors": .array(
        seen.visitors.map { visitor in
          [
            "count": .integer(visitor.count), "from": .string(visitor.from),
            "kind": .string(visitor.kind.rawValue), "words": .string(visitor.words),
          ]
        }),
    ]
  }

  private init(_ listener: RehearsedListener) {
    self = [
      "address": .string(listener.address), "error": JSON(listener.error),
      "key": .string(listener.key), "port": JSON(listener.port),
      "role": .string(listener.role.rawValue), "wanted": .string(listener.wanted),
    ]
  }

  private init(_ node: RehearsedTaskManager) {
    self = [
      "addresses": .strings(node.addresses), "cpus": .integer(node.cpus),
      "dataPort": .integer(node.dataPort), "from": .string(node.from),
      "heartbeats": .integer(node.heartbeats), "host": .string(node.host),
      "machine": .string(node.machine), "memoryBytes": .integer(Int(node.memoryBytes)),
      "reason": .string(node.reason), "resolution": JSON(node.resolution),
      "rpcPort": .integer(node.rpcPort), "state": .string(node.state.rawValue),
      "strategy": .string(node.strategy), "timesLost": .integer(node.timesLost),
    ]
  }

  private init(_ path: RehearsedPath) {
    self = [
      "address": .string(path.address),
      "clock": path.clock.map {
        ["errorMs": JSON(milliseconds: $0.errorMs), "ms": JSON(milliseconds: $0.ms)]
      } ?? .null,
      "detail": .string(path.detail), "dialMs": JSON(milliseconds: path.dialMs),
      "frameBytes": JSON(path.frameBytes), "frameMs": JSON(milliseconds: path.frameMs),
      "from": .string(path.from), "host": .string(path.host),
      "isFlinks": .bool(path.isFlinks), "isFromJobManager": .bool(path.isFromJobManager),
      "jitterMs": JSON(milliseconds: path.jitterMs), "largestBytes": JSON(path.largestBytes),
      "lostSegments": JSON(path.lostSegments), "outcome": .string(path.outcome.rawValue),
      "port": .integer(path.port), "role": .string(path.role.rawValue),
      "roundTripMs": .array(path.roundTripMs.map { JSON(milliseconds: $0) }),
      "segments": JSON(path.segments), "stuckBytes": JSON(path.stuckBytes), "to": .string(path.to),
    ]
  }
}

import Evidence

extension JSON {
  /// The running cluster; what could not be read is null.
  init(_ cluster: ClusterEvidence) {
    self = [
      "clockOffsetMs": JSON(milliseconds: cluster.clock?.ms),
      "flinkVersion": JSON(cluster.version),
      "jobs": cluster.jobs.map { .array($0.map(JSON.init)) } ?? .null,
      "redirects": .strings(cluster.redirects),
      "requests": .integer(cluster.requests),
      "slots": cluster.overview.map {
        ["free": .integer($0.freeSlots), "total": .integer($0.slots)]
      } ?? .null,
      "taskManagers": cluster.taskManagers.map { all in
        .array(all.map { JSON($0, at: cluster.nowMs?.ms) })
      } ?? .null,
      "url": .string(cluster.url),
      "window": cluster.window.map(JSON.init) ?? .null,
    ]
  }

  private init(_ one: ClusterTaskManager, at now: Double?) {
    self = [
      "dataPort": .integer(one.dataPort), "freeSlots": .integer(one.freeSlots),
      "heartbeatAgeMs": JSON(
        milliseconds: now.flatMap { now in
          one.lastHeartbeatMs > 0 ? max(0, now - Double(one.lastHeartbeatMs)) : nil
        }),
      "host": JSON(one.host), "id": .string(one.id),
      "rpcPort": one.rpcPort.map { .integer($0) } ?? .null, "slots": .integer(one.slots),
    ]
  }

  private init(_ job: ClusterJob) {
    self = [
      "id": .string(job.id), "name": .string(job.name),
      "parallelism": job.parallelism.map { .integer($0) } ?? .null,
      "restarts": job.restarts.map { .integer($0) } ?? .null,
      "rootCause": JSON(job.exceptions.first?.rootCause),
      "startedAt": .string(UnixTime.text(ofMilliseconds: job.startedMs)),
      "state": .string(job.state),
    ]
  }

  private init(_ window: GarbageWindow) {
    self = [
      "durationMs": JSON(milliseconds: window.durationMs),
      "processes": .array(
        window.processes.map { process in
          [
            "collections": .integer(process.collections),
            "longestAtMostMs": .integer(Int(process.longestAtMostMs)),
            "name": .string(process.name), "timeMs": .integer(Int(process.timeMs)),
            "updates": .integer(process.updates),
          ]
        }),
    ]
  }
}

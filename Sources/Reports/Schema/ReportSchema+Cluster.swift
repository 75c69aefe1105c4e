extension ReportSchema {
  /// What REST shows of the running cluster; what could not be read is null.
  static var cluster: JSON {
    Shape.object([
      "clockOffsetMs": Shape.orNull(Shape.number),
      "flinkVersion": Shape.orNull(Shape.text),
      "jobs": Shape.orNull(
        Shape.list(
          Shape.object([
            "id": Shape.text, "name": Shape.text, "parallelism": Shape.orNull(Shape.count),
            "restarts": Shape.orNull(Shape.count), "rootCause": Shape.orNull(Shape.text),
            "startedAt": Shape.text, "state": Shape.text,
          ]))),
      "redirects": Shape.list(Shape.text),
      "requests": Shape.count,
      "slots": Shape.orNull(Shape.object(["free": Shape.count, "total": Shape.count])),
      "taskManagers": Shape.orNull(
        Shape.list(
          Shape.object([
            "dataPort": Shape.count, "freeSlots": Shape.count,
            "heartbeatAgeMs": Shape.orNull(Shape.number), "host": Shape.orNull(Shape.text),
            "id": Shape.text, "rpcPort": Shape.orNull(Shape.count), "slots": Shape.count,
          ]))),
      "url": Shape.text,
      "window": Shape.orNull(
        Shape.object([
          "durationMs": Shape.number,
          "processes": Shape.list(
            Shape.object([
              "collections": Shape.count, "longestAtMostMs": Shape.count, "name": Shape.text,
              "timeMs": Shape.count, "updates": Shape.count,
            ])),
        ])),
    ])
  }
}

import Evidence

/// `/jobs/:id/exceptions`: up to 1.19 with the last failure of each task, from 1.13 with a history.
struct ExceptionsAnswer: Decodable {
  struct Old: Decodable {
    var exception: String?
    var task: String?
    var location: String?
    var timestamp: Int64?
    var taskManagerId: String?
  }

  struct History: Decodable {
    struct Entry: Decodable {
      var stacktrace: String?
      var timestamp: Int64?
      var taskName: String?
      /// Called `endpoint` from 1.19.
      var location: String?
      var endpoint: String?
      var taskManagerId: String?
      /// What failed at the same time: of a whole job's failure the task's that began it.
      var concurrentExceptions: [Entry]?
    }

    var entries: [Entry]
  }

  var rootException: String?
  var timestamp: Int64?
  var allExceptions: [Old]?
  var exceptionHistory: History?

  private enum CodingKeys: String, CodingKey {
    case timestamp, exceptionHistory
    case rootException = "root-exception"
    case allExceptions = "all-exceptions"
  }

  /// The newest first, none twice.
  var evidence: [JobException] {
    let entries = (exceptionHistory?.entries ?? []).flatMap {
      [$0] + ($0.concurrentExceptions ?? [])
    }
    var all = entries.compactMap { entry in
      entry.stacktrace.map {
        JobException(
          timeMs: entry.timestamp, text: $0.bounded, task: entry.taskName.told,
          location: (entry.location ?? entry.endpoint).told,
          taskManagerID: entry.taskManagerId.told)
      }
    }
    if all.isEmpty {
      all = (allExceptions ?? []).compactMap { old in
        old.exception.map {
          JobException(
            timeMs: old.timestamp, text: $0.bounded, task: old.task.told,
            location: old.location.told, taskManagerID: old.taskManagerId.told)
        }
      }
      if let root = rootException, !all.contains(where: { $0.text == root.bounded }) {
        all.append(JobException(timeMs: timestamp, text: root.bounded))
      }
    }
    let sorted = all.enumerated().sorted {
      ($0.element.timeMs ?? 0, $1.offset) > ($1.element.timeMs ?? 0, $0.offset)
    }
    return Array(sorted.map(\.element).prefix(ClusterJob.mostExceptions))
  }
}

extension String {
  fileprivate var bounded: String {
    utf8.count <= JobException.largest
      ? self : String(decoding: utf8.prefix(JobException.largest), as: UTF8.self)
  }
}

extension String? {
  /// Flink writes `(unassigned)` and the like for what it does not know.
  fileprivate var told: String? {
    flatMap { $0.isEmpty || $0.hasPrefix("(") || $0 == "null" ? nil : $0 }
  }
}

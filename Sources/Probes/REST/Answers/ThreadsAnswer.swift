import Evidence
import FlinkConfiguration

/// `/jobmanager/thread-dump` and `/taskmanagers/:id/thread-dump`.
struct ThreadsAnswer: Decodable {
  struct Info: Decodable {
    var threadName: String
    var stringifiedThreadInfo: String?
  }

  var threadInfos: [Info]

  func evidence(of process: String) -> ThreadsEvidence {
    ThreadsEvidence(
      process: process, count: threadInfos.count,
      blocked: threadInfos.compactMap(\.blocked).prefix(64).map(\.self))
  }
}

extension ThreadsAnswer.Info {
  /// Of `"name" Id=5 BLOCKED on java.lang.Object@1f owned by "other" Id=6`; nil for other states.
  var blocked: ThreadsEvidence.Blocked? {
    let lines = (stringifiedThreadInfo ?? "").split(separator: "\n")
    // A name may hold anything, this word among it.
    guard let head = lines.first?.dropFirst(threadName.count),
      let mark = head.firstRange(ofLiteral: " BLOCKED on ")
    else { return nil }
    let rest = head[mark.upperBound...]
    let owner = rest.firstRange(ofLiteral: " owned by \"").map { range in
      // Behind the last quote stands the owner's number.
      let name = rest[range.upperBound...]
      return String(name[..<(name.lastIndex(of: "\"") ?? name.endIndex)])
    }
    return ThreadsEvidence.Blocked(
      name: threadName, monitor: String(rest.prefix { $0 != " " }), owner: owner,
      frames: lines.filter { $0.hasPrefix("\tat ") }.prefix(6).map { String($0.dropFirst(4)) })
  }
}

package import Evidence
import Sockets

/// Reads the logs of a running cluster through REST, one after another.
///
/// A TaskManager's log goes through the JobManager's blob store, so that no two are asked for at
/// once, and of a long one no more than its end is kept.
package struct ClusterLogProbe: Sendable {
  private let target: ClusterTarget
  private let cluster: ClusterEvidence

  /// `cluster` is what the target answered with.
  package init(_ target: ClusterTarget, _ cluster: ClusterEvidence) {
    self.target = target
    self.cluster = cluster
  }

  private static let mostTaskManagers = 64

  /// Hands each log to `take`, with the bytes of its end; ends at `deadline` at the latest.
  package func read(
    until deadline: ContinuousClock.Instant,
    _ take: @escaping @Sendable (_ path: String, _ bytes: [UInt8], _ isCut: Bool) async -> Void
  ) async -> ClusterLogs {
    await Dialer.with { dialer in
      guard let client = client(dialer) else { return ClusterLogs() }
      var logs = ClusterLogs()
      let processes =
        [Process(name: "jobmanager", list: .jobManagerLogs, log: RESTPath.jobManagerLog)]
        + (cluster.taskManagers ?? []).prefix(Self.mostTaskManagers).map { one in
          Process(name: one.id, list: .logs(ofTaskManager: one.id)) {
            RESTPath.log($0, ofTaskManager: one.id)
          }
        }
      for process in processes {
        let limit = TimeLimit(timeout: .seconds(10), deadline: deadline)
        switch await client.get(process.list, as: LogListAnswer.self, within: limit) {
        case .failure(let failure):
          logs.files.append(.init(path: process.name, bytes: 0, failure: failure))
        case .success(let list):
          for log in list.wanted {
            var file = ClusterLogs.File(path: "\(process.name)/\(log.name)", bytes: log.size)
            let answer = await client.end(
              of: process.log(log.name), keeping: target.mostOfOneLog, until: deadline)
            switch answer {
            case .success(let answer): await take(file.path, answer.body, answer.isCut)
            case .failure(let failure): file.failure = failure
            }
            logs.files.append(file)
          }
        }
      }
      return logs
    }
  }

  private struct Process: Sendable {
    var name: String
    var list: RESTPath
    var log: @Sendable (String) -> RESTPath
  }

  /// Where the cluster answered, after all redirects.
  private func client(_ dialer: Dialer) -> RESTClient? {
    guard let address = cluster.address.flatMap({ IPAddress($0) }),
      var endpoint = target.endpoints.first(where: { $0.url == cluster.url })
        ?? target.endpoints.first
    else { return nil }
    if let led = cluster.redirects.last, let next = RESTEndpoint(led) {
      let isSame = next.host == endpoint.host && (next.isTLS || !endpoint.isTLS)
      let authorization = isSame ? endpoint.authorization : nil
      endpoint = next
      endpoint.authorization = authorization
    }
    let tls = endpoint.isTLS ? try? target.trust.client() : nil
    return endpoint.isTLS && tls == nil
      ? nil : RESTClient(endpoint, at: address, tls: tls, dialer)
  }
}

extension LogListAnswer {
  /// What a process writes now: its log, its output, and what its collector logs.
  ///
  /// Not what was rotated, and nothing that is empty.
  fileprivate var wanted: [Log] {
    logs.filter { log in
      log.size > 0 && (log.name.hasSuffix(".log") || log.name.hasSuffix(".out"))
    }.sorted { $0.name < $1.name }.prefix(4).map(\.self)
  }
}

import Evidence
import Sockets

/// Looks at a running cluster through REST, by paths that neither change nor log anything.
struct ClusterProbe: Sendable {
  let target: ClusterTarget
  let book: NameBook
  let dialer: Dialer

  private enum Step: Sendable {
    case greeted(Int, Greeting)
    /// Those that come first had their moment.
    case waited
    case looked(ClusterEvidence?, PeerClockEvidence)
  }

  /// Asks all endpoints at once, looks at the cluster through the first that answers as a
  /// JobManager, and reads the clock of every other.
  func look(within limit: TimeLimit) async -> ClusterLook {
    let endpoints = target.endpoints
    return await withTaskGroup(of: Step.self) { group in
      for (at, endpoint) in endpoints.enumerated() {
        group.addTask { .greeted(at, await greet(endpoint, within: limit)) }
      }
      var first = FirstToAnswer(of: endpoints.count)
      var failed: [Int: ClusterEvidence] = [:]
      var greeted: [(at: Int, greeting: Greeting, client: RESTClient)] = []
      var left = endpoints.count
      var look = ClusterLook()
      while left > 0, let step = await group.next() {
        switch step {
        case .greeted(let at, let greeting):
          if let client = greeting.client {
            greeted.append((at, greeting, client))
          } else {
            left -= 1
            failed[at] = greeting.evidence
            look.clocks += [greeting.evidence.unreadClock].compactMap(\.self)
          }
          if first.settle(at, answers: greeting.client != nil) {
            group.addTask {
              try? await Task.sleep(for: FirstToAnswer.moment)
              return .waited
            }
          }
        case .waited: first.endMoment()
        case .looked(let cluster, let clock):
          left -= 1
          look.cluster = look.cluster ?? cluster
          look.clocks.append(clock)
        }
        guard let chosen = first.chosen else { continue }
        for (at, greeting, client) in greeted {
          group.addTask {
            let isWanted = at == chosen && target.extent != .clocks
            return await isWanted
              ? examined(greeting, client, within: limit)
              : clock(greeting, client, within: limit)
          }
        }
        greeted = []
      }
      group.cancelAll()
      if first.chosen == nil, target.extent != .clocks { look.cluster = failed[0] }
      look.clocks.sort { ($0.host, $0.port, $0.address) < ($1.host, $1.port, $1.address) }
      return look
    }
  }

  private func examined(
    _ greeting: Greeting, _ client: RESTClient, within limit: TimeLimit
  ) async -> Step {
    let (cluster, clock) = await examine(greeting, client, within: limit)
    return .looked(cluster, clock)
  }

  private func clock(
    _ greeting: Greeting, _ client: RESTClient, within limit: TimeLimit
  ) async -> Step {
    let clock = JobManagerClock(client, beside: greeting.clock)
    return .looked(nil, await clock.read(client.jobs(within: limit), within: limit))
  }
}

extension ClusterEvidence {
  /// Why the clock could not be read; nil where there was no address to ask.
  fileprivate var unreadClock: PeerClockEvidence? {
    address.map {
      PeerClockEvidence(
        host: host, address: $0, port: port, error: failure?.words, durationMs: durationMs)
    }
  }
}

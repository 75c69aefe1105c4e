import Evidence
import Sockets

/// The look-ups of one run: every host is looked up once, and whoever needs its addresses waits.
actor NameBook {
  private var open: Set<String>
  private var answers: [String: NameEvidence] = [:]
  private var waiting: [String: [CheckedContinuation<NameEvidence?, Never>]] = [:]

  init(hosts: Set<String>) {
    open = hosts
  }

  /// Looks all hosts up at once; ends when the last has its answer or none in time.
  func fill(with probe: NameProbe, within limit: TimeLimit) async -> [NameEvidence] {
    await withTaskGroup(of: (String, NameEvidence?).self) { group in
      for host in open {
        group.addTask {
          (host, await probe.look(up: host, within: limit) { await self.settle(host, $0) })
        }
      }
      for await (host, answer) in group { close(host, answer) }
    }
    return answers.values.sorted { $0.name < $1.name }
  }

  /// What is known of a host, once it is; nil when it is not looked up or the run was cancelled.
  func answer(for host: String) async -> NameEvidence? {
    guard open.contains(host) else { return answers[host] }
    return await withCheckedContinuation { waiting[host, default: []].append($0) }
  }

  /// The addresses to dial, sorted; empty where there is none.
  ///
  /// What the system answers; when it was too slow, what any of its name servers answers, since
  /// the JVM, which waits longer, gets there in the end.
  func addresses(of host: String) async -> [IPAddress] {
    guard let answer = await answer(for: host) else { return [] }
    let texts =
      answer.outcome == .timedOut ? answer.servers.flatMap(\.addresses) : answer.addresses
    return Set(texts.compactMap { IPAddress($0) }).sorted()
  }

  private func close(_ host: String, _ answer: NameEvidence?) {
    answers[host] = answer
    settle(host, answer)
  }

  /// Tells those who wait; what the name servers say may be added to the answer later.
  private func settle(_ host: String, _ answer: NameEvidence?) {
    open.remove(host)
    if answers[host] == nil { answers[host] = answer }
    for each in waiting.removeValue(forKey: host) ?? [] { each.resume(returning: answer) }
  }
}

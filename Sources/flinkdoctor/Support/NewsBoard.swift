import Evidence
import Rehearsal
import Reports
import Synchronization

/// The news of a rehearsal on stderr, one line each; on a terminal a last line that lives.
final class NewsBoard: Sendable {
  fileprivate struct State {
    var here: Set<String> = []
    var late: Set<String> = []
    var lost: Set<String> = []
    var heartbeats = 0
    var roundTripMs: Double?
  }

  private let isQuiet: Bool
  private let isLive: Bool
  private let state = Mutex(State())

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isLive = !isQuiet && Terminal.errorIsTerminal
  }

  func post(_ news: RehearsalNews) {
    guard !isQuiet else { return }
    state.withLock { state in
      state.note(news)
      // One writer at a time, so that lines stay whole.
      var text = isLive ? "\r\u{1B}[K" : ""
      if let line = NewsLine.text(news) {
        text += "\(Timestamp.now.dropFirst(11).prefix(12)) \(line)\n"
      }
      if isLive { text += state.line }
      if !text.isEmpty { Output.tell(text) }
    }
  }

  /// Takes the last line away.
  func close() {
    if isLive { Output.tell("\r\u{1B}[K") }
  }
}

extension NewsBoard.State {
  fileprivate mutating func note(_ news: RehearsalNews) {
    switch news {
    case .registered(let node, _):
      here.insert(node.machine)
      late.remove(node.machine)
      lost.remove(node.machine)
    case .heartbeat(let machine, _):
      heartbeats += 1
      late.remove(machine)
    case .late(let node, _): late.insert(node.machine)
    case .lost(let node, _):
      here.remove(node.machine)
      late.remove(node.machine)
      lost.insert(node.machine)
    case .left(let node): here.remove(node.machine)
    case .measured(let path): roundTripMs = path.medianMs ?? roundTripMs
    case .listening, .searching, .visitor, .disconnected, .complete: break
    }
  }

  fileprivate var line: String {
    var parts = ["\(here.count) here"]
    if !late.isEmpty { parts.append("\(late.count) late") }
    if !lost.isEmpty { parts.append("\(lost.count) lost") }
    parts.append("\(heartbeats) heartbeats")
    if let roundTripMs {
      parts.append("last round trip \((roundTripMs * 10).rounded() / 10) ms")
    }
    return parts.joined(separator: ", ")
  }
}

/// The lines of `probe --watch`: for people, for a terminal, and for programs.
package struct WatchReport: Sendable {
  /// What a wait does to a cluster that is configured so, in milliseconds.
  package struct Limits: Sendable, Hashable {
    package var ask: Double
    package var heartbeat: Double

    package init(ask: Double, heartbeat: Double) {
      self.ask = ask
      self.heartbeat = heartbeat
    }
  }

  package enum Event: Sendable, Hashable {
    case connected
    case answered(Double)
    case waiting(Double)
    case lost(String)
  }

  private let target: String
  private let limits: Limits
  private let stallMs: Double
  private var sparkline: Sparkline
  package private(set) var summary = WatchSummary()
  private var last = ""
  /// How long nothing has come back; nil when something has.
  private var silence: Double?
  private var worst = 0.0

  package init(target: String, limits: Limits, interval: Double, width: Int) {
    self.target = target
    self.limits = limits
    stallMs = max(2 * interval, 200)
    sparkline = Sparkline(width: min(max(width - 60, 8), 60))
  }

  /// Whether calls of the cluster have failed meanwhile.
  package var isBad: Bool { worst >= limits.ask || summary.lost > 0 }

  package mutating func note(_ event: Event, at time: String) {
    switch event {
    case .connected: silence = nil
    case .answered(let milliseconds):
      summary.add(milliseconds, at: time, stallMs: stallMs)
      sparkline.add(milliseconds)
      worst = max(worst, milliseconds)
      silence = nil
      last = Milliseconds.text(milliseconds)
    case .waiting(let milliseconds):
      silence = milliseconds
      worst = max(worst, milliseconds)
    case .lost(let words):
      summary.addLoss()
      sparkline.add(nil)
      silence = nil
      last = words
    }
  }

  /// One line for what happened; nil for what only a terminal shows.
  package func line(_ event: Event, at time: String) -> String? {
    switch event {
    case .connected: "\(time) \(target) connected\n"
    case .answered(let milliseconds):
      "\(time) \(target) \(Milliseconds.text(milliseconds))\(effect(milliseconds))\n"
    case .waiting(let milliseconds):
      "\(time) \(target) nothing for \(Milliseconds.text(milliseconds))\(effect(milliseconds))\n"
    case .lost(let words): "\(time) \(target) lost: \(Display.line(words))\n"
    }
  }

  /// The one line that a terminal shows, to be written over the last.
  package var live: String {
    let now = silence.map { "nothing for \(Milliseconds.text($0))\(effect($0))" } ?? last
    let longest = summary.longest.map { ", longest \(Milliseconds.text($0))" } ?? ""
    return "\(target) \(sparkline.text) \(now)\(longest), \(summary.stallCount) stalls"
  }

  /// An object for what happened.
  package static func json(_ event: Event, at time: String) -> String {
    var members = [JSON.Member("time", .string(time))]
    switch event {
    case .connected: members.append(.init("event", "connected"))
    case .answered(let milliseconds):
      members += [
        .init("event", "answered"), .init("roundTripMs", JSON(milliseconds: milliseconds)),
      ]
    case .waiting(let milliseconds):
      members += [.init("event", "waiting"), .init("waitedMs", JSON(milliseconds: milliseconds))]
    case .lost(let words):
      members += [.init("event", "lost"), .init("reason", .string(words))]
    }
    return JSONWriter.line(.object(members)) + "\n"
  }

  package func summaryJSON(at time: String) -> String {
    JSONWriter.line([
      "answered": .integer(summary.answered),
      "askTimeoutMs": JSON(milliseconds: limits.ask),
      "event": "summary",
      "heartbeatTimeoutMs": JSON(milliseconds: limits.heartbeat),
      "longestMs": JSON(milliseconds: summary.longest),
      "lost": .integer(summary.lost),
      "medianMs": JSON(milliseconds: summary.median),
      "shortestMs": JSON(milliseconds: summary.shortest),
      "stalls": .array(
        summary.stalls.map {
          ["ms": JSON(milliseconds: $0.milliseconds), "until": .string($0.until)]
        }),
      "time": .string(time),
    ]) + "\n"
  }

  package var summaryText: String {
    guard let shortest = summary.shortest, let longest = summary.longest,
      let median = summary.median
    else { return "\(target): no answer, \(summary.lost) connections lost\n" }
    var text =
      "\(target): \(summary.answered) round trips, shortest \(Milliseconds.text(shortest)), "
      + "median \(Milliseconds.text(median)), longest \(Milliseconds.text(longest)); "
      + "\(summary.stallCount) stalls, \(summary.lost) connections lost\n"
    for stall in summary.stalls.sorted(by: { $0.until < $1.until }) {
      text += "  stall of \(Milliseconds.text(stall.milliseconds)) until \(stall.until)"
      text += effect(stall.milliseconds) + "\n"
    }
    return text
  }

  /// What a wait of that length does.
  private func effect(_ milliseconds: Double) -> String {
    if milliseconds >= limits.heartbeat {
      return ", over heartbeat.timeout (\(Milliseconds.text(limits.heartbeat))): declared dead"
    }
    if milliseconds >= limits.ask {
      return ", over ask.timeout (\(Milliseconds.text(limits.ask))): calls fail"
    }
    return milliseconds >= stallMs ? ", a stall" : ""
  }
}

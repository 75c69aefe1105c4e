import Evidence
import Sockets

/// What was asked for the search, and the search replayed with it.
struct SelectedAddresses {
  let request: AddressSelectionRequest
  let node: JavaNode
  /// nil where the own name has no address.
  let localHost: IPAddress?
  /// The JobManager's address; nil where its name has none or is not known.
  var target: IPAddress?
  var attempts: [SourceDial] = []
  /// Why nothing can listen on `taskmanager.bind-host` here; nil where it can.
  var bindFailure: String?
  /// No answer about the own name came in time, so that it may have one.
  var isOwnNameUnsure = false
  /// The names of addresses, as Java looks them up; nil where that could not be told in time.
  var reverseNames: [IPAddress: String?] = [:]

  /// What the JobManager is taken to do.
  enum JobManager {
    /// What was measured.
    case asMeasured
    /// It answers wherever it was not impossible to reach it.
    case answering
    case silent
  }

  var evidence: AddressSelectionEvidence {
    let isLeaderKnown = if case .at = request.leader { target != nil } else { false }
    let now = registered(.asMeasured)
    let isUp = now.strategy != .heuristic
    return AddressSelectionEvidence(
      now: now, ifUp: isLeaderKnown ? isUp ? now : registered(.answering) : nil,
      ifDown: registered(.silent),
      localHost: .init(name: request.ownName, address: localHost?.description),
      jobManager: target?.description,
      attempts: attempts.compactMap { dial in
        dial.result.map { AddressSelectionEvidence.Attempt(dial.source, $0) }
      })
  }

  /// The chosen addresses whose names Java would look up.
  var chosenWithoutName: [IPAddress] {
    guard request.isSearching else { return [] }
    var addresses: [IPAddress] = []
    for jobManager in [JobManager.asMeasured, .answering] {
      if case .chosen(let address, isLocalHost: false, _) = search(jobManager).outcome,
        !addresses.contains(address)
      {
        addresses.append(address)
      }
    }
    return addresses
  }

  /// Whether the search ends with an address that connects, whatever is still under way.
  var isDecided: Bool {
    search(.asMeasured) { dial, timeout in dial.result == nil && dial.elapsed < timeout } != nil
  }

  /// Replays the search.
  ///
  /// Time passes as it was measured, and a pause ends it: nothing would change.
  func search(
    _ jobManager: JobManager
  ) -> (outcome: AddressSelection.Outcome, trials: [AddressSelection.Trial]) {
    search(jobManager) { _, _ in false } ?? (.noLocalHost, [])
  }

  /// nil where it comes to a try that is still open.
  private func search(
    _ jobManager: JobManager, open isOpen: (SourceDial, Duration) -> Bool
  ) -> (outcome: AddressSelection.Outcome, trials: [AddressSelection.Trial])? {
    var machine = AddressSelection(
      localHost: localHost, addresses: node.addresses, lookupTimeout: request.lookupTimeout,
      leader: .known(target))
    var elapsed = Duration.zero
    var step = machine.next(at: elapsed)
    while true {
      switch step {
      case .connect(let source, let timeout):
        if let dial = dial(from: source), isOpen(dial, timeout) { return nil }
        let (connected, time) = dialled(source, jobManager, within: timeout)
        elapsed += time
        step = machine.next(at: elapsed, connected: connected)
      case .pause, .waitForLeader:
        elapsed = max(elapsed, request.lookupTimeout)
        step = machine.next(at: elapsed)
      case .end(let outcome):
        return (outcome, machine.trials)
      }
    }
  }

  private func dial(from source: IPAddress) -> SourceDial? {
    attempts.first { $0.source.isSame(as: source) }
  }

  private func dialled(
    _ source: IPAddress, _ jobManager: JobManager, within timeout: Duration
  ) -> (connected: Bool, time: Duration) {
    let result = dial(from: source)?.result
    guard let result, case .asMeasured = jobManager else {
      if case .answering = jobManager, let result { return (result.canConnect, .zero) }
      return (false, timeout)
    }
    let inTime = result.duration <= timeout
    return (result.outcome == .open && inTime, min(result.duration, timeout))
  }
}

extension DialResult {
  /// Whether a listener at the other end could make the difference.
  fileprivate var canConnect: Bool {
    switch outcome {
    case .open, .timedOut: true
    default: isRefused
    }
  }
}

import Evidence
import Sockets

extension SelectedAddresses {
  /// What the TaskManager registers, in the order in which Flink's `TaskManagerRunner` decides.
  func registered(_ jobManager: JobManager) -> RegisteredAddress {
    let found = found(jobManager)
    guard found.failure == nil, found.strategy != .unknown, let why = bindFailure else {
      return found
    }
    return .failing(
      .bindHost, "it cannot listen on taskmanager.bind-host \(request.bindHost ?? ""): \(why)")
  }

  private func found(_ jobManager: JobManager) -> RegisteredAddress {
    if let refusal = request.refusal { return .failing(.configuration, refusal) }
    if let host = request.configured {
      return RegisteredAddress(
        address: host, hostname: host, strategy: .configured,
        reason: "taskmanager.host is \(host), and Flink takes it as it stands")
    }
    if localHost == nil {
      guard !isOwnNameUnsure else {
        return .unknown("the own host name \(request.ownName) got no answer in time")
      }
      return .failing(
        .ownName,
        "the own host name \(request.ownName) has no address (UnknownHostException), which ends every "
          + "TaskManager that looks for its own")
    }
    switch request.leader {
    case .unreadable(let reason): return .failing(.configuration, reason)
    case .unknown(let reason):
      if case .silent = jobManager { break }
      return .unknown(reason)
    case .at: break
    }
    let (outcome, trials) = search(jobManager)
    switch outcome {
    case .noLocalHost:
      return .failing(.ownName, "the own host name \(request.ownName) has no address")
    case .noInterface:
      return .failing(.noInterface, "this machine has no network interface with an address")
    case .chosen(let address, let isLocalHost, let strategy):
      let reason = reason(address, isLocalHost, strategy, trials, jobManager)
      return named(address, isLocalHost, strategy, reason)
    }
  }

  /// Address or name, as `taskmanager.network.bind-policy` says (`HostBindPolicy#fromString`).
  private func named(
    _ address: IPAddress, _ isLocalHost: Bool, _ strategy: RegisteredAddress.Strategy,
    _ reason: String
  ) -> RegisteredAddress {
    let looked = isLocalHost ? request.ownName : reverseNames[address] ?? nil
    var result = RegisteredAddress(
      address: address.registered, hostname: looked, chosen: address.description,
      strategy: strategy, reason: reason)
    switch request.policy.uppercased() {
    case "IP":
      return result
    case "NAME":
      guard let looked else {
        return .unknown("it is registered by name, and that of \(address) did not come in time")
      }
      result.address = looked.lowercased()
      return result
    default:
      return .failing(.bindPolicy, "Unknown host bind policy: \(request.policy)")
    }
  }

  private func reason(
    _ address: IPAddress, _ isLocalHost: Bool, _ strategy: RegisteredAddress.Strategy,
    _ trials: [AddressSelection.Trial], _ jobManager: JobManager
  ) -> String {
    let own = "the own host name \(request.ownName) is \(localHost?.description ?? "unknown")"
    switch strategy {
    case .heuristic: return whyNone(jobManager) + ", so that its name decides: " + own
    case .localHost: return "\(own), and from there \(peer) is reached first"
    default: break
    }
    let failed = failures(before: address, trials)
    let tried = failed.isEmpty ? "" : "; in vain before: " + failed.joined(separator: ", ")
    if isLocalHost { return "\(own), which reaches \(peer) at the second try\(tried)" }
    let shares =
      strategy == .address ? ", which begins like the JobManager's address," : ""
    return "from \(address)\(shares) \(peer) is reached\(tried)"
  }

  private var peer: String {
    guard case .at(let host, let port) = request.leader else { return "the JobManager" }
    let literal = target?.description ?? "no address"
    return literal == host ? "\(host) port \(port)" : "\(host) (\(literal)) port \(port)"
  }

  private func whyNone(_ jobManager: JobManager) -> String {
    guard case .at(let host, _) = request.leader else {
      return "should no JobManager be found within \(seconds)"
    }
    guard target != nil else { return "the JobManager's name \(host) has no address here" }
    if case .silent = jobManager { return "should \(peer) not answer within \(seconds)" }
    // What the peer did says more than what this system refused to try.
    let results = attempts.compactMap(\.result)
    let answers = results.filter { $0.isRefused || $0.outcome == .timedOut }
    let words = Set((answers.isEmpty ? results : answers).compactMap(\.words)).sorted()
    return "no address of this machine reaches \(peer) within \(seconds) "
      + "(\(words.joined(separator: ", ")))"
  }

  private var seconds: String {
    let milliseconds = Int(request.lookupTimeout.milliseconds)
    return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
  }

  /// Each address that was tried without success, once, with why.
  private func failures(
    before chosen: IPAddress, _ trials: [AddressSelection.Trial]
  ) -> [String] {
    var seen: Set<IPAddress> = [chosen]
    return trials.filter { !$0.connected }.compactMap { trial in
      guard seen.insert(trial.source).inserted else { return nil }
      let why = attempts.first { $0.source == trial.source }?.result?.words
      return "\(trial.source) (\(why ?? "too slow"))"
    }
  }
}

extension RegisteredAddress {
  fileprivate static func failing(_ failure: Failure, _ reason: String) -> Self {
    Self(
      address: nil, strategy: .fails, failure: failure,
      reason: "no TaskManager starts: \(reason)")
  }

  fileprivate static func unknown(_ reason: String) -> Self {
    Self(address: nil, strategy: .unknown, reason: reason)
  }
}

package import Evidence

/// What `kubectl get pod,event -o json` and `docker inspect` tell of ended containers.
package enum ContainerText {
  package static func deaths(_ document: JSONText, file: Int) -> [DeathEvidence] {
    var items = document.array
    if items.isEmpty { items = document["items"]?.array ?? [document] }
    return items.flatMap { item -> [DeathEvidence] in
      switch item["kind"]?.string {
      case "Pod": pod(item, file)
      case "Event": event(item, file).map { [$0] } ?? []
      default: container(item, file).map { [$0] } ?? []
      }
    }
  }

  private static func pod(_ pod: JSONText, _ file: Int) -> [DeathEvidence] {
    let name = pod["metadata"]?["name"]?.string ?? ""
    let node = pod["spec"]?["nodeName"]?.string
    var deaths: [DeathEvidence] = []
    // `status.reason` of the pod itself: Evicted, Preempted, NodeLost.
    if let reason = pod["status"]?["reason"]?.string {
      deaths.append(
        DeathEvidence(
          source: .kubernetes, file: file, line: 1, name: name, node: node, reason: reason,
          text: pod["status"]?["message"]?.string?.bounded(500)))
    }
    for container in pod["status"]?["containerStatuses"]?.array ?? [] {
      for state in ["lastState", "state"] {
        guard let end = container[state]?["terminated"] else { continue }
        deaths.append(
          DeathEvidence(
            source: .kubernetes, file: file, line: 1,
            time: end["finishedAt"]?.string.flatMap(time), name: name, node: node,
            exitCode: end["exitCode"]?.number.flatMap { Int(exactly: $0) },
            reason: end["reason"]?.string, text: end["message"]?.string?.bounded(500),
            restarts: container["restartCount"]?.number.flatMap { Int(exactly: $0) }))
      }
    }
    return deaths
  }

  private static func event(_ event: JSONText, _ file: Int) -> DeathEvidence? {
    let telling = [
      "OOMKilling", "Evicted", "Preempted", "Preempting", "Killing", "NodeNotReady", "BackOff",
      "SystemOOM", "TaintManagerEviction", "Unhealthy",
    ]
    guard let reason = event["reason"]?.string, telling.contains(reason) else { return nil }
    let time = event["lastTimestamp"]?.string ?? event["eventTime"]?.string
    return DeathEvidence(
      source: .kubernetes, file: file, line: 1, time: time.flatMap(self.time),
      name: event["involvedObject"]?["name"]?.string ?? "",
      node: event["source"]?["host"]?.string, reason: reason,
      text: event["message"]?.string?.bounded(500))
  }

  private static func container(_ container: JSONText, _ file: Int) -> DeathEvidence? {
    guard let state = container["State"], state["Running"] != .bool(true),
      let code = state["ExitCode"]?.number
    else { return nil }
    let name = container["Name"]?.string ?? container["Id"]?.string ?? ""
    return DeathEvidence(
      source: .docker, file: file, line: 1, time: state["FinishedAt"]?.string.flatMap(time),
      name: name.hasPrefix("/") ? String(name.dropFirst()) : name,
      exitCode: Int(exactly: code), reason: state["OOMKilled"] == .bool(true) ? "OOMKilled" : nil,
      text: state["Error"]?.string.flatMap { $0.isEmpty ? nil : $0.bounded(500) },
      restarts: container["RestartCount"]?.number.flatMap { Int(exactly: $0) })
  }

  private static func time(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8 { Stamp.parse($0) }?.milliseconds
  }
}

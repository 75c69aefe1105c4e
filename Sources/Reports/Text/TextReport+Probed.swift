import Diagnosis
import Evidence

extension TextReport {
  /// What was found at the target of `probe`, a line for each thing.
  var probedBlock: String {
    guard let probed = report.facts.probed else { return "" }
    var lines: [(String, String)] = []
    if let name = probed.name, !name.addresses.isEmpty || name.error != nil {
      let found = name.addresses.isEmpty ? name.error ?? "" : name.addresses.joined(separator: ", ")
      let line = name.hostsFileLine.map { " (hosts file, line \($0))" } ?? ""
      lines.append(("name", "\(probed.host): \(found)\(line)"))
    }
    for dial in probed.dials { lines.append((dial.address, dial.words)) }
    for peer in probed.peers {
      lines += peer.facts(alone: probed.peers.count == 1)
    }
    if let reverse = probed.reverse { lines.append(("way back", reverse.words)) }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { heading, text in
      let pad = String(repeating: " ", count: width - heading.count)
      return "  \(Display.line(heading))\(pad)  \(Display.line(text))\n"
    }.joined() + "\n"
  }
}

extension DialEvidence {
  fileprivate var words: String {
    switch outcome {
    case .open: "open in \(Milliseconds.text(durationMs))"
    case .refused: "refused"
    case .dropped: "no answer within \(Milliseconds.text(durationMs))"
    case .hostUnreachable: "host unreachable"
    case .networkUnreachable: "network unreachable"
    case .notPermitted, .failed: "not dialled: \(error ?? "no reason given")"
    }
  }
}

extension RemotingEvidence {
  /// The lines about one peer; where there are several, with the address.
  fileprivate func facts(alone: Bool) -> [(String, String)] {
    var lines = [(alone ? "answers" : "answers \(address)", who)]
    if let tls {
      lines.append(("TLS", tls.words))
    } else if outcome == .associated {
      lines.append(("TLS", "no"))
    }
    guard outcome == .associated else { return lines }
    if let roles {
      lines.append(("actors", roles.isEmpty ? "none" : roles.joined(separator: ", ")))
    }
    if let scheme {
      let version = flinkVersion.map { ", Flink \($0)" } ?? ""
      lines.append(
        ("speaks", (scheme == "akka" ? "Akka (up to 1.17)" : "Pekko (1.18 on)") + version))
    } else {
      lines.append(
        ("speaks", "Akka or Pekko, not asked: give --flink-version, or --intrusive to try both"))
    }
    if !roundTripMs.isEmpty {
      let sorted = roundTripMs.sorted()
      lines.append(
        (
          "round trip",
          "median \(Milliseconds.text(sorted[sorted.count / 2])), "
            + "longest \(Milliseconds.text(sorted[sorted.count - 1])) of \(sorted.count)"
        ))
    }
    for echo in echoes {
      let answer =
        echo.roundTripMs.map(Milliseconds.text)
        ?? "nothing within \(Milliseconds.text(echo.waitedMs))"
      lines.append(("\(echo.bytes) bytes", "\(answer) there and back"))
    }
    if let frame {
      lines.append(
        ("frame", "\(frame.bytes) bytes \(frame.isAccepted ? "are taken" : "are refused")"))
    }
    return lines
  }

  private var who: String {
    switch outcome {
    case .associated:
      "\(system ?? "")@\(hostname ?? ""):\(advertisedPort ?? 0), "
        + "uid \(uid.map { "\($0)" } ?? "unknown"), in \(Milliseconds.text(waitedMs))"
    case .silent: "nobody: it accepts and is silent for \(Milliseconds.text(waitedMs))"
    case .closed: "nobody: it closes the connection"
    case .disassociated: "an actor system that refuses: \(error ?? "no reason given")"
    case .tls: "something that speaks TLS"
    case .http: "a web server"
    case .dataPort: "the shuffle port of a TaskManager"
    case .blobServer: "the blob server of a JobManager"
    case .notFlink: "something else: \(firstBytes ?? "")"
    case .broken: "something that breaks the protocol: \(error ?? "")"
    }
  }
}

extension TLSEvidence {
  fileprivate var words: String {
    let shown = certificate.map { ", certificate \($0.subject) until \($0.notAfter)" } ?? ""
    return switch outcome {
    case .secured: (version ?? "yes") + shown
    case .refused: "refused: \(error ?? "no reason given")\(shown)"
    case .notSpoken, .closed: "no, though this configuration has it"
    case .silent: "no answer"
    }
  }
}

extension ReverseEvidence {
  fileprivate var words: String {
    switch outcome {
    case .connected:
      "connected to \(name):\(port) from \(from ?? "here") in \(Milliseconds.text(waitedMs))"
    case .stranger: "something else came from \(from ?? "an unknown address")"
    case .nobody: "nobody came to \(name):\(port) within \(Milliseconds.text(waitedMs))"
    case .notAsked: "not asked: \(error ?? "no reason given")"
    }
  }
}

/// Times for people.
enum Milliseconds {
  static func text(_ value: Double) -> String {
    if value >= 1000 { return "\((value / 100).rounded() / 10) s" }
    return value >= 10 ? "\(Int(value.rounded())) ms" : "\((value * 10).rounded() / 10) ms"
  }
}

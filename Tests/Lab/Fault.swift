/// Something that breaks a cluster, and what mends it, as words for `Tests/Lab/lab`.
///
/// So whatever a scenario does can be done again by hand.
struct Fault: Sendable, Equatable {
  var inject: [[String]]
  var heal: [[String]]
  /// To mend it takes a new start of all processes, and so it stands for as long as the scenarios
  /// that follow begin with it.
  var isCostly = false
  /// Whether packets get lost of it.
  ///
  /// Their senders try again later and later: what comes next waits until they have, or it would still
  /// find this fault.
  var losesPackets = false

  /// A line of shell on a host, and the line that undoes it.
  static func on(_ host: String, _ line: String, undo: String) -> Fault {
    Fault(
      inject: [["run", host, "--", "sh", "-ec", line]],
      heal: [["run", host, "--", "sh", "-c", undo]])
  }

  /// Words for `lab` itself, and those that undo them.
  static func lab(_ words: [String]..., undo: [[String]]) -> Fault {
    Fault(inject: words, heal: undo)
  }
}

// MARK: Packets and routes

extension Fault {
  /// Packets that match `rule` on their way into `host` meet `verdict`.
  static func packets(
    into host: String, _ rule: String, _ verdict: String, chain: String = "input"
  ) -> Fault {
    let table = "fault_" + String((rule + verdict + chain).filter { $0.isLetter || $0.isNumber })
    return .lost(
      on: host,
      """
      nft 'table inet \(table) {
        chain c {
          type filter hook \(chain) priority 0
          \(rule) \(verdict)
        }
      }'
      """, undo: "nft delete table inet \(table)")
  }

  /// A line of shell on a host that packets get lost of, and the line that undoes it.
  static func lost(on host: String, _ line: String, undo: String) -> Fault {
    var fault = Fault.on(host, line, undo: undo)
    fault.losesPackets = true
    return fault
  }

  /// A firewall that swallows what comes to a port.
  static func dropped(_ port: Int, at host: String) -> Fault {
    .packets(into: host, "tcp dport \(port)", "drop")
  }

  /// A firewall that answers with an ICMP error.
  static func rejected(_ port: Int, at host: String, with type: String) -> Fault {
    .packets(into: host, "tcp dport \(port)", "reject with icmpx type \(type)")
  }

  /// A route of this kind, `blackhole` or `unreachable`, to an address.
  static func route(_ kind: String, to address: String, on host: String) -> Fault {
    .lost(
      on: host, "ip route add \(kind) \(address)/32", undo: "ip route del \(kind) \(address)/32")
  }

  /// What goes from `host` to the JobManager's RPC port arrives elsewhere.
  static func redirected(to target: String, from host: String) -> Fault {
    .on(
      host,
      """
      nft 'table ip fault_redirection {
        chain c {
          type nat hook output priority 0
          ip daddr 10.77.0.11 tcp dport 6123 dnat to \(target)
        }
      }'
      """, undo: "nft delete table ip fault_redirection")
  }

  /// What goes from `host` to the JobManager's RPC port arrives this much later, and so do answers.
  static func delayed(_ milliseconds: Int, from host: String) -> Fault {
    let redirected = redirected(to: "10.77.0.41:6123", from: host)
    return Fault(
      inject: [["listen", "relay", "relay", "6123", "jm1:6123", "\(milliseconds)"]]
        + redirected.inject, heal: redirected.heal + [["deafen", "relay"]])
  }
}

// MARK: Processes

extension Fault {
  /// The Flink process is gone, as after `kill -9`; healed, the cluster is whole again.
  static func killed(_ host: String) -> Fault {
    var fault = Fault.lab(["stop", host], undo: restart(host))
    fault.isCostly = true
    return fault
  }

  /// The Flink process stands still; its kernel still accepts connections.
  static func frozen(_ host: String) -> Fault {
    .lab(["signal", host, "STOP"], undo: [["signal", host, "CONT"], ["wait"]])
  }

  /// A TaskManager was killed, and somebody started it again: it is registered.
  static func replaced(_ host: String) -> Fault {
    let registered =
      "grep -qs 'Successful registration at resource manager' /srv/flink/log/*taskexecutor*.log"
    return .lab(
      ["restart", host], untilListening(host), ["run", host, "--"] + until(registered), undo: [])
  }

  /// A Flink process that was started with other settings; healed, the cluster is whole again.
  static func restarted(_ host: String, with settings: [String: String]) -> Fault {
    let written = written(settings, on: host)
    return Fault(
      inject: written.inject + [["restart", host], untilListening(host)],
      heal: written.heal + restart(host), isCostly: true)
  }

  /// A TaskManager that registers under the name of another one, which may lose its association with
  /// the JobManager over it for good: so all of them are started again.
  static func claimed(_ name: String, by host: String) -> Fault {
    var fault = restarted(host, with: ["taskmanager.host": name])
    fault.heal = Array(fault.heal.prefix(1)) + restart("jm1")
    fault.isCostly = false
    return fault
  }

  /// A Flink process whose clock is ahead.
  static func ahead(_ seconds: Int, _ host: String) -> Fault {
    .lab(
      ["restart", host, "--ahead", "\(seconds)"], untilListening(host), undo: restart(host))
  }

  /// All processes are started anew, one host's with other settings.
  ///
  /// A TaskManager that alone is started under another name is not let in: its JobManager still
  /// talks to the old one over that machine's port.
  static func allRestarted(with settings: [String: String], on host: String) -> Fault {
    let written = written(settings, on: host)
    return Fault(
      inject: written.inject + [["restart", "jm1", "tm1", "tm2"], ["wait"]],
      heal: written.heal + restart("jm1"))
  }

  /// Another program listens on a port.
  static func listening(_ kind: String, _ port: Int, on host: String) -> Fault {
    .lab(["listen", host, kind, "\(port)"], undo: [["deafen", host]])
  }

  /// TaskManagers notice a new JobManager only after the heartbeat timeout of 50 s, and the
  /// JobManager counts one that was killed for as long.
  private static func restart(_ host: String) -> [[String]] {
    host.hasPrefix("jm")
      ? [["restart", "jm1", "tm1", "tm2"], ["wait"]]
      : [["restart", host], untilListening(host), ["wait"]]
  }

  /// A JobManager opens REST last, a TaskManager its data port.
  private static func untilListening(_ host: String) -> [String] {
    ["run", host, "--"] + untilOpen(host.hasPrefix("jm") ? 8081 : 6121)
  }

  /// Words that wait until something listens at a port.
  static func untilOpen(_ port: Int) -> [String] {
    until("ss -Hltn 'sport = \(port)' | grep -q .")
  }

  /// Words that wait until a line of shell ends well.
  private static func until(_ condition: String) -> [String] {
    ["sh", "-c", "for _ in $(seq 600); do \(condition) && exit; sleep 0.2; done; exit 1"]
  }
}

// MARK: Jobs and time

extension Fault {
  /// A job of one of the lab's kinds; healed, none is left that is not over, and of one that failed
  /// there is a successor.
  static func job(_ kind: String, parallelism: Int = 4) -> Fault {
    .lab(
      ["job", "--kind", kind, "--parallelism", "\(parallelism)"],
      undo: [["cancel", "all"], ["job"], ["cancel", "all"]])
  }

  /// Once what follows is mended a job runs: what Akka's JobManager logged of it is over then.
  static let forgotten = Fault.lab(undo: [["job"], ["cancel", "all"]])

  /// The job that ran has come to its end, and the JobManager's log says so.
  static let jobEnded: Fault = {
    let live = #""state":"\(RUNNING\|FAILING\|RESTARTING\)""#
    let ended = "! curl -s jm1:8081/jobs/overview | grep -q '\(live)'"
    return .lab(["run", "jm1", "--"] + until(ended + " && sleep 1"), undo: [])
  }()

  /// A TaskManager's own log says that it keeps no state of more than 5 MB in memory.
  static let refusal = Fault.lab(
    [
      "run", "tm1", "--", "grep", "-rq",
      "Size of the state is larger than the maximum permitted memory-backed state.*maxSize=5242880",
      "/srv/flink/log",
    ], undo: [])

  /// So many seconds pass.
  static func waited(_ seconds: Int) -> Fault {
    .lab(["run", "client", "--", "sleep", "\(seconds)"], undo: [])
  }
}

// MARK: Names

extension Fault {
  /// The hosts file of a machine no longer knows a name; DNS may.
  static func forgotten(_ name: String, on host: String) -> Fault {
    .edited("/etc/hosts", on: host, "/[[:space:]]\(name)\\([[:space:]]\\|$\\)/d")
  }

  /// DNS does not know a name; hosts files may.
  static func unknownToDNS(_ name: String) -> Fault {
    .on(
      "dns", "sed -i '/[[:space:]]\(name)$/d' /srv/names; pkill -HUP dnsmasq",
      undo: "cp /etc/hosts /srv/names; pkill -HUP dnsmasq")
  }

  /// The hosts file has this line first.
  static func hostsLine(_ line: String, on host: String) -> Fault {
    .edited("/etc/hosts", on: host, "1i \(line)")
  }

  /// A file of the host after this `sed` script.
  static func edited(_ path: String, on host: String, _ script: String) -> Fault {
    // A scenario may edit several files, or one of them twice.
    let before = "/srv/before-" + (path + script).filter { $0.isLetter || $0.isNumber }
    return .on(
      host, "cp \(path) \(before); sed -i '\(script)' \(path)",
      undo: "cp \(before) \(path); rm \(before)")
  }
}

// MARK: Configuration

extension Fault {
  /// The configuration file of a host has other lines; its process keeps running with the old ones.
  static func written(_ settings: [String: String], on host: String) -> Fault {
    let kept = "/srv/conf-" + settings.keys.sorted().joined().filter(\.isLetter)
    return .lab(
      ["run", host, "--", "cp", "-r", "/srv/flink/conf", kept],
      ["set", host] + settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" },
      undo: [["run", host, "--", "sh", "-c", "cp \(kept)/* /srv/flink/conf; rm -r \(kept)"]])
  }

  /// Another Flink is installed on a host, one that calls its remoting otherwise.
  static func otherFlink(on host: String) -> Fault {
    .lab(["place", host, "other"], undo: [["displace", host]])
  }

  /// Another minor of Flink is installed on a host, which registers and cannot run jobs.
  static func neighbouringFlink(on host: String) -> Fault {
    .lab(["place", host, "neighbour"], undo: [["displace", host]])
  }

  /// A TaskManager of another minor runs on a host.
  static func runningNeighbour(on host: String) -> Fault {
    Fault(
      inject: [["place", host, "neighbour"], ["restart", host], untilListening(host)],
      heal: [["displace", host]] + restart(host), isCostly: true)
  }

  /// Key stores are in every conf folder; no line names them.
  static let stores = Fault.lab(["stores"], undo: [])
}

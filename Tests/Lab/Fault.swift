/// Something that breaks a cluster, and what mends it, as words for `Tests/Lab/lab`.
///
/// So whatever a scenario does can be done again by hand.
struct Fault: Sendable {
  var inject: [[String]]
  var heal: [[String]]

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

// MARK: Packets

extension Fault {
  /// Packets that match `rule` on their way into `host` meet `verdict`.
  static func packets(
    into host: String, _ rule: String, _ verdict: String, chain: String = "input"
  ) -> Fault {
    let table = "fault_" + String((rule + verdict + chain).filter { $0.isLetter || $0.isNumber })
    return .on(
      host,
      """
      nft 'table inet \(table) {
        chain c {
          type filter hook \(chain) priority 0
          \(rule) \(verdict)
        }
      }'
      """, undo: "nft delete table inet \(table)")
  }

  /// A firewall that swallows what comes to a port.
  static func dropped(_ port: Int, at host: String) -> Fault {
    .packets(into: host, "tcp dport \(port)", "drop")
  }

  /// A firewall that answers with an ICMP error.
  static func rejected(_ port: Int, at host: String, with type: String) -> Fault {
    .packets(into: host, "tcp dport \(port)", "reject with icmpx type \(type)")
  }
}

// MARK: Processes

extension Fault {
  /// The Flink process is gone, as after `kill -9`; healed, the cluster is whole again.
  static func killed(_ host: String) -> Fault {
    // TaskManagers notice a new JobManager only after the heartbeat timeout of 50 s.
    let all = host.hasPrefix("jm") ? ["jm1", "tm1", "tm2"] : [host]
    return .lab(["stop", host], undo: [["restart"] + all, ["wait"]])
  }

  /// The Flink process stands still; its kernel still accepts connections.
  static func frozen(_ host: String) -> Fault {
    .lab(["signal", host, "STOP"], undo: [["signal", host, "CONT"], ["wait"]])
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
    let before = "/srv/before-" + String((path + script).filter { $0.isLetter || $0.isNumber })
    return .on(
      host, "cp \(path) \(before); sed -i '\(script)' \(path)",
      undo: "cp \(before) \(path)")
  }
}

// MARK: Configuration

extension Fault {
  /// The configuration file of a host has other lines; its process keeps running with the old ones.
  static func written(_ settings: [String: String], on host: String) -> Fault {
    .edited(
      "$(ls /srv/flink/conf/config.yaml /srv/flink/conf/flink-conf.yaml 2> /dev/null)", on: host,
      settings.sorted { $0.key < $1.key }
        .map { "/^\($0.key):/d\n$a \($0.key): \($0.value)" }.joined(separator: "\n"))
  }
}

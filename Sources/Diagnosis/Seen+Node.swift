package import Evidence

extension Seen {
  /// A Flink process on this node; `change` sets what is out of the ordinary.
  package static func process(
    _ role: ProcessEvidence.Role, pid: Int = 4711,
    _ change: @escaping @Sendable (inout ProcessEvidence) -> Void = { _ in }
  ) -> Seen {
    Seen { exam in
      var process = ProcessEvidence(
        pid: pid, role: role, uid: 1000, startedAtMs: 1_700_000_000_000, version: "1.18.1")
      change(&process)
      var all =
        exam.evidence.processes
        ?? ProcessesEvidence(lookedAtMs: 1_700_003_600_000, uid: 1000)
      all.flink.append(process)
      exam.evidence.processes = all
    }
  }

  /// Not every process could be looked at.
  package static func processesHidden(_ reason: String) -> Seen {
    Seen { exam in
      var all = exam.evidence.processes ?? ProcessesEvidence(lookedAtMs: 1_700_003_600_000)
      all.incomplete = reason
      exam.evidence.processes = all
    }
  }

  /// A connection of process 4711 between `10.0.0.3:40000` and `peer`.
  package static func connection(
    to peer: String, _ port: Int, _ state: ConnectionEvidence.State = .established,
    localPort: Int = 40000, timer: ConnectionEvidence.Timer = .none, retransmits: Int = 0,
    _ change: @escaping @Sendable (inout ConnectionEvidence) -> Void = { _ in }
  ) -> Seen {
    Seen { exam in
      var connection = ConnectionEvidence(
        pid: 4711, uid: 1000, state: state, local: ("10.0.0.3", localPort), remote: (peer, port),
        timer: timer, retransmits: retransmits)
      change(&connection)
      var all = exam.evidence.connections ?? ConnectionsEvidence()
      all.connections.append(connection)
      exam.evidence.connections = all
    }
  }

  /// Not every socket could be looked at.
  package static func socketsHidden(_ reason: String) -> Seen {
    Seen { $0.evidence.connections = ConnectionsEvidence(incomplete: reason) }
  }

  /// The kernel's list of sockets was read, and holds nothing else.
  package static var noOtherConnections: Seen {
    Seen { exam in
      exam.evidence.connections = exam.evidence.connections ?? ConnectionsEvidence()
    }
  }

  /// What this node gives to Flink: 16 GiB and 4 processors, and what `change` adds.
  package static func machine(
    _ change: @escaping @Sendable (inout MachineEvidence) -> Void = { _ in }
  ) -> Seen {
    Seen { exam in
      var machine =
        exam.evidence.machine
        ?? MachineEvidence(memoryBytes: 16 << 30, availableBytes: 8 << 30, swapBytes: 0, cpus: 4)
      change(&machine)
      exam.evidence.machine = machine
    }
  }

  /// A Java that a setting names; without a version there is none.
  package static func java(_ source: String, _ home: String, version: String? = nil) -> Seen {
    machine {
      $0.javas.append(
        JavaEvidence(source: source, home: home, hasJava: version != nil, version: version))
    }
  }

  /// A folder that an option names, with 100 GiB free for user 1000.
  package static func directory(
    _ key: String, _ path: String, _ state: DirectoryEvidence.State = .folder,
    _ change: @escaping @Sendable (inout DirectoryEvidence) -> Void = { _ in }
  ) -> Seen {
    machine {
      var directory = DirectoryEvidence(
        key: key, path: path, state: state, uid: 1000, nearest: state == .folder ? path : "/")
      directory.isWritable = true
      directory.isReadOnly = false
      directory.freeBytes = 100 << 30
      directory.totalBytes = 200 << 30
      change(&directory)
      $0.directories.append(directory)
    }
  }
}

package import Evidence

extension Seen {
  /// Who listens on a port of this machine; a program that is nil may not be seen.
  package static func ownPort(
    _ port: Int, heldBy program: String?, role: ProcessEvidence.Role? = nil,
    at address: String = "0.0.0.0", uid: Int = 0
  ) -> Seen {
    Seen { exam in
      var own = exam.evidence.ownPorts ?? OwnPortsEvidence(ports: [])
      own.ports.append(port)
      own.holders.append(
        PortHolderEvidence(
          port: port, address: address, uid: uid, pid: program.map { _ in 7 }, program: program,
          role: role))
      exam.evidence.ownPorts = own
    }
  }

  /// A Flink process of this machine.
  package static func running(_ role: ProcessEvidence.Role) -> Seen {
    Seen { exam in
      var processes = exam.evidence.processes ?? ProcessesEvidence()
      processes.flink.append(ProcessEvidence(pid: 8, role: role))
      exam.evidence.processes = processes
    }
  }
}

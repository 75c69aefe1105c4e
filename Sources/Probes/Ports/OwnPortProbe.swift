package import Evidence
import Glibc
import Sockets
import SystemPackage

/// Finds out who listens on this machine's own ports, from `/proc` alone.
///
/// Which process holds a socket stands in `/proc/PID/fd`, which only its user and root may see; for
/// others the socket's user is all that is known.
package struct OwnPortProbe: Sendable {
  let proc: FilePath

  package init(proc: String = "/proc") {
    self.proc = FilePath(proc)
  }

  /// - Parameters:
  ///   - ports: the ones in question.
  ///   - processes: Flink's own, by which a holder is recognised.
  ///   - end: no process is looked at after it.
  /// - Returns: the listeners at those ports, and why some of their processes are not known.
  package func look(
    at ports: [Int], processes: [ProcessEvidence], until end: ContinuousClock.Instant
  ) -> OwnPortsEvidence {
    var evidence = OwnPortsEvidence(ports: ports.sorted())
    guard let four = smallFile(proc.appending("net/tcp")) else {
      evidence.incomplete = "\(proc.string)/net/tcp cannot be read"
      return evidence
    }
    let six = smallFile(proc.appending("net/tcp6")) ?? []
    let wanted = Set(ports)
    let sockets = (ListeningSocket.all(in: four) + ListeningSocket.all(in: six)).filter {
      wanted.contains($0.port)
    }
    let owners = owners(of: Set(sockets.map(\.inode)), &evidence.incomplete, until: end)
    let roles = Dictionary(processes.map { ($0.pid, $0.role) }) { first, _ in first }
    for socket in sockets {
      let pid = owners[socket.inode]
      evidence.holders.append(
        PortHolderEvidence(
          port: socket.port, address: socket.address.description, uid: socket.uid, pid: pid,
          program: pid.flatMap(program), role: pid.flatMap { roles[$0] }))
    }
    evidence.holders.sort {
      ($0.port, $0.address, $0.pid ?? 0) < ($1.port, $1.address, $1.pid ?? 0)
    }
    return evidence
  }

  /// Flink's own processes are most likely the holders, but any process may be.
  private func owners(
    of inodes: Set<UInt64>, _ incomplete: inout String?, until end: ContinuousClock.Instant
  ) -> [UInt64: Int] {
    var missing = inodes
    var owners: [UInt64: Int] = [:]
    guard !missing.isEmpty else { return owners }
    for pid in (folderNames(proc) ?? []).compactMap({ Int($0) }).sorted(by: >) {
      guard !missing.isEmpty else { break }
      guard ContinuousClock.now < end else {
        incomplete = "the deadline came before every process was looked at"
        break
      }
      let folder = proc.appending("\(pid)/fd")
      for name in folderNames(folder) ?? [] {
        guard let target = linkTarget(folder.appending(name)), target.hasPrefix("socket:["),
          let inode = UInt64(target.dropFirst(8).dropLast()), missing.remove(inode) != nil
        else { continue }
        owners[inode] = pid
      }
    }
    if !missing.isEmpty, incomplete == nil {
      incomplete = "which process holds which port only its user and root may see"
    }
    return owners
  }

  private func program(_ pid: Int) -> String? {
    smallFile(proc.appending("\(pid)/comm")).map { bytes in
      String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
  }
}

/// nil when no port is asked for, or `/proc` hangs.
func lookUp(
  ownPorts: [Int], _ processes: ProcessesEvidence?, within limit: TimeLimit
) async -> OwnPortsEvidence? {
  guard !ownPorts.isEmpty else { return nil }
  let end = limit.end
  return await blocking(until: end) {
    OwnPortProbe().look(at: ownPorts, processes: processes?.here ?? [], until: end)
  }
}

package import Evidence
import Glibc
import SystemPackage

/// Looks at what this node gives to Flink: memory, processors, folders, pid files, Java.
///
/// Each folder has a thread and a deadline of its own, since a lost network file system holds up
/// whoever looks at it.
package struct MachineProbe: Sendable {
  private let proc: FilePath
  private let javaHome: String?

  package init(
    proc: String = "/proc", javaHome: String? = getenv("JAVA_HOME").map { String(cString: $0) }
  ) {
    self.proc = FilePath(proc)
    self.javaHome = javaHome
  }

  package func look(
    at targets: NodeTargets, _ processes: [ProcessEvidence], until end: ContinuousClock.Instant
  ) async -> MachineEvidence {
    let memory = ProcTable(smallFile(proc.appending("meminfo")) ?? [])
    var evidence = MachineEvidence(
      memoryBytes: memory.bytes("MemTotal"), availableBytes: memory.bytes("MemAvailable"),
      swapBytes: memory.bytes("SwapTotal"), cpus: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      cgroup: CgroupProbe(proc: proc).evidence(of: Int(getpid())))
    async let directories = look(at: targets.directories, processes, until: end)
    let proc = proc
    let own = javaHome
    let files = await blocking(until: end) {
      (
        targets.pidFolder.map { PidFileProbe(folder: FilePath($0), proc: proc).look(processes) },
        [("env.java.home", targets.javaHome), ("JAVA_HOME", own)].compactMap { source, home in
          home.flatMap { $0.isEmpty ? nil : JavaEvidence(source, $0) }
        }
      )
    }
    evidence.pidFiles = files?.0 ?? []
    evidence.javas = files?.1 ?? []
    evidence.directories = await directories
    return evidence
  }

  private func look(
    at targets: [NodeTargets.Directory], _ processes: [ProcessEvidence],
    until end: ContinuousClock.Instant
  ) async -> [DirectoryEvidence] {
    await withTaskGroup(of: (Int, DirectoryEvidence).self) { group in
      for (at, target) in targets.prefix(64).enumerated() {
        let groups = groups(of: processes.first { $0.uid == target.uid }?.pid)
        group.addTask {
          let probe = DirectoryProbe(target: target, groups: groups)
          let seen = await blocking(until: end) { probe.look() }
          return (
            at,
            seen
              ?? DirectoryEvidence(
                key: target.key, path: target.path, state: .timedOut, uid: target.uid)
          )
        }
      }
      var all: [(Int, DirectoryEvidence)] = []
      for await each in group { all.append(each) }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func groups(of pid: Int?) -> Set<UInt32> {
    guard let pid else { return [] }
    let status = ProcTable(smallFile(proc.appending("\(pid)/status")) ?? [])
    return Set((status["Gid"].dropFirst().prefix(1) + status["Groups"]).compactMap { UInt32($0) })
  }
}

extension JavaEvidence {
  fileprivate init(_ source: String, _ home: String) {
    let program = FilePath(home).appending("bin").appending("java")
    let hasJava = fileStatus(program)?.isOf(S_IFREG) == true
    self.init(
      source: source, home: home, hasJava: hasJava,
      version: hasJava ? JavaInstallation(executable: program.string).version : nil)
  }
}

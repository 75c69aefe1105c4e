package import Evidence
import Glibc
import SystemPackage

/// Finds Flink's processes in `/proc` and reads what they run with; nothing is executed or attached.
///
/// Processes come and go while it looks: what vanishes is left out. Memory and time are bounded:
/// of a command line at most 1 MiB is read, and no process is looked at after `end`.
package struct ProcessProbe: Sendable {
  let proc: FilePath
  /// The configuration file under examination, to compare with what the processes read.
  let examined: String?

  package init(proc: String = "/proc", examined: String? = nil) {
    self.proc = FilePath(proc)
    self.examined = examined
  }

  package func look(until end: ContinuousClock.Instant) -> ProcessesEvidence {
    var evidence = ProcessesEvidence(lookedAtMs: Clocks.sinceEpochMs(), uid: Int(geteuid()))
    guard let names = folderNames(proc) else {
      evidence.incomplete = "\(proc.string) cannot be read"
      return evidence
    }
    if fileStatus(proc.appending("1")) == nil, fileStatus(proc.appending("self")) != nil {
      evidence.incomplete = "/proc shows this user no processes of others (hidepid)"
    }
    let pids = names.compactMap { Int($0) }.sorted()
    for pid in pids {
      guard ContinuousClock.now < end else {
        evidence.incomplete = "the deadline came before every process was looked at"
        break
      }
      if let process = flinkProcess(pid) { evidence.flink.append(process) }
    }
    markShares(&evidence.flink)
    return evidence
  }

  /// nil for whatever is no Flink process, or is gone.
  private func flinkProcess(_ pid: Int) -> ProcessEvidence? {
    let folder = proc.appending("\(pid)")
    guard let bytes = smallFile(folder.appending("cmdline")), !bytes.isEmpty else { return nil }
    let words = commandLine(bytes)
    // A program that only carries the name of a main class (`grep`, YARN's shell) is none.
    guard words.first?.lastPathPart == "java", let command = JavaCommand(words),
      let role = FlinkMainClass.role(of: command.mainClass),
      let stat = smallFile(folder.appending("stat")).flatMap({ ProcessStat($0) }),
      let owner = fileStatus(folder)
    else { return nil }
    var process = ProcessEvidence(
      pid: pid, role: role, mainClass: command.mainClass, place: place(folder),
      uid: Int(owner.st_uid), state: stat.state, startedAtMs: Clocks.epochMs(ticks: stat.startTicks)
    )
    process.threads = stat.threads
    ProcessFolder(folder).describe(&process, command, java: words[0], examined: examined)
    process.cgroup = CgroupProbe(proc: proc).evidence(of: pid)
    return process
  }

  /// Every network namespace has files of its own behind `net/`, and anyone may see which they are.
  private func place(_ folder: FilePath) -> ProcessEvidence.Place {
    guard let own = fileStatus(proc.appending("self/net/tcp")),
      let other = fileStatus(folder.appending("net/tcp"))
    else { return .unknown }
    return own.st_ino == other.st_ino ? .here : .otherNetwork
  }

  /// Tells the control groups that hold nothing but Flink (and the doctor) from the others.
  private func markShares(_ processes: inout [ProcessEvidence]) {
    let own = Set(processes.map(\.pid) + [Int(getpid()), Int(getppid())])
    for at in processes.indices {
      guard let path = processes[at].cgroup?.path else { continue }
      let members = CgroupProbe(proc: proc).members(of: processes[at].pid, path)
      processes[at].cgroup?.isShared = members.map { !Set($0).isSubset(of: own) }
    }
  }
}

import Evidence
import SystemPackage

/// The control group of a process, version 1 and 2, as the mounts of this machine show it.
///
/// A limit of a group binds all below it, so the smallest one on the way up to the root is in force.
struct CgroupProbe {
  let proc: FilePath
  private let mounts: [CgroupMount]

  init(proc: FilePath) {
    self.proc = proc
    mounts = CgroupMount.all(smallFile(proc.appending("self/mountinfo")) ?? [])
  }

  func evidence(of pid: Int) -> CgroupEvidence? {
    let groups = groups(of: pid)
    guard let named = groups["memory"] ?? groups[""] else { return nil }
    var evidence = CgroupEvidence(path: named)
    if let memory = Group("memory", groups["memory"], mounts) {
      evidence.memoryLimitBytes = memory.smallest("memory.limit_in_bytes")
      evidence.memoryUsedBytes = memory.number("memory.usage_in_bytes")
      evidence.oomKills = memory.count("oom_kill", in: "memory.oom_control").map { Int($0) }
    } else if let unified = Group("", groups[""], mounts) {
      evidence.memoryLimitBytes = unified.smallest("memory.max")
      evidence.memoryUsedBytes = unified.number("memory.current")
      evidence.swapLimitBytes = unified.smallest("memory.swap.max")
      evidence.oomKills = unified.count("oom_kill", in: "memory.events").map { Int($0) }
    }
    addProcessor(&evidence, groups)
    if let pids = Group("pids", groups["pids"], mounts) ?? Group("", groups[""], mounts) {
      evidence.pidsLimit = pids.smallest("pids.max")
      evidence.pidsUsed = pids.number("pids.current")
    }
    return evidence
  }

  private func addProcessor(_ evidence: inout CgroupEvidence, _ groups: [String: String]) {
    let own = Group("cpu", groups["cpu"], mounts)
    guard let cpu = own ?? Group("", groups[""], mounts) else { return }
    evidence.periods = cpu.count("nr_periods", in: "cpu.stat")
    evidence.throttledPeriods = cpu.count("nr_throttled", in: "cpu.stat")
    evidence.throttledMs =
      cpu.count("throttled_usec", in: "cpu.stat").map { Double($0) / 1000 }
      ?? cpu.count("throttled_time", in: "cpu.stat").map { Double($0) / 1_000_000 }
    evidence.cpuQuota = own == nil ? cpu.quota : cpu.quotaOfVersion1
  }

  /// The processes in the memory controller's group, or in the unified one.
  func members(of pid: Int, _ path: String) -> [Int]? {
    let groups = groups(of: pid)
    guard
      let group = Group("memory", groups["memory"], mounts) ?? Group("", groups[""], mounts),
      let bytes = smallFile(group.folder.appending("cgroup.procs"))
    else { return nil }
    return bytes.split(separator: UInt8(ascii: "\n"))
      .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  /// By controller, and under the empty name the group of version 2.
  private func groups(of pid: Int) -> [String: String] {
    let bytes = smallFile(proc.appending("\(pid)/cgroup")) ?? []
    var groups: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      for name in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
        groups[String(name)] = String(parts[2])
      }
    }
    return groups
  }
}

/// A group's folder, and those above it up to the mount.
private struct Group {
  let folder: FilePath
  private let above: [FilePath]

  init?(_ controller: String, _ path: String?, _ mounts: [CgroupMount]) {
    guard let path, let mount = mounts.first(where: { $0.controllers.contains(controller) }),
      let folder = mount.folder(of: path)
    else { return nil }
    self.folder = folder
    var above: [FilePath] = [folder]
    var next = folder
    while next != mount.point, next.components.count > mount.point.components.count,
      above.count < 64
    {
      next = next.removingLastComponent()
      above.append(next)
    }
    self.above = above
  }

  func text(_ file: String) -> String? {
    smallFile(folder.appending(file)).map { String(decoding: $0, as: UTF8.self) }
  }

  func number(_ file: String) -> Int64? { text(file).flatMap { Self.number($0) } }

  /// The smallest value on the way up; nil where all say `max` or what stands for it in version 1.
  func smallest(_ file: String) -> Int64? {
    above.compactMap { folder in
      smallFile(folder.appending(file)).flatMap { Self.number(String(decoding: $0, as: UTF8.self)) }
    }.filter { $0 < 1 << 60 }.min()
  }

  func count(_ name: String, in file: String) -> Int64? {
    for line in (text(file) ?? "").split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == name { return Int64(words[1]) }
    }
    return nil
  }

  /// `cpu.max`: a quota and a period in microseconds.
  var quota: Double? {
    above.compactMap { folder in
      let words = String(decoding: smallFile(folder.appending("cpu.max")) ?? [], as: UTF8.self)
        .split { $0 == " " || $0 == "\n" }
      guard words.count == 2 else { return nil }
      return Self.ratio(Int64(words[0]), Int64(words[1]))
    }.min()
  }

  var quotaOfVersion1: Double? {
    above.compactMap { folder in
      let values = ["cpu.cfs_quota_us", "cpu.cfs_period_us"].map { file in
        smallFile(folder.appending(file)).flatMap {
          Self.number(String(decoding: $0, as: UTF8.self))
        }
      }
      return Self.ratio(values[0], values[1])
    }.min()
  }

  private static func number(_ text: String) -> Int64? {
    text.split { $0 == " " || $0 == "\n" }.first.flatMap { Int64($0) }
  }

  private static func ratio(_ quota: Int64?, _ period: Int64?) -> Double? {
    guard let quota, let period, quota > 0, period > 0 else { return nil }
    return Double(quota) / Double(period)
  }
}

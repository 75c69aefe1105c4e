import Evidence
import FoundationEssentials
import Probes
import TestSupport
import Testing

/// Control groups of both versions, as their files lie on machines and in containers.
@Suite struct CgroupTests {
  private func cgroup(
    _ prepare: (FakeProc) throws -> Void
  ) throws -> CgroupEvidence? {
    try FakeProc.with { proc in
      try proc.add(5, ["java", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner"])
      try prepare(proc)
      let found = ProcessProbe(proc: proc.path).look(until: .now.advanced(by: .seconds(9)))
      return try #require(found.flink.first).cgroup
    }
  }

  @Test func readsVersion2() throws {
    let group = try cgroup { proc in
      try proc.write(
        "self/mountinfo", "31 23 0:28 / \(proc.path)cg rw - cgroup2 cgroup2 rw,nsdelegate\n")
      try proc.write("5/cgroup", "0::/flink.slice/tm.service\n")
      try proc.write("cg/flink.slice/memory.max", "2147483648\n")
      try proc.write("cg/flink.slice/tm.service/memory.max", "max\n")
      try proc.write("cg/flink.slice/tm.service/memory.current", "1073741824\n")
      try proc.write(
        "cg/flink.slice/tm.service/memory.events", "low 0\nhigh 0\nmax 7\noom 3\noom_kill 2\n")
      try proc.write("cg/flink.slice/tm.service/cpu.max", "150000 100000\n")
      try proc.write(
        "cg/flink.slice/tm.service/cpu.stat",
        "usage_usec 5\nnr_periods 900\nnr_throttled 300\nthrottled_usec 4500\n")
      try proc.write("cg/flink.slice/tm.service/pids.max", "max\n")
      try proc.write("cg/flink.slice/tm.service/pids.current", "77\n")
      try proc.write("cg/flink.slice/tm.service/cgroup.procs", "5\n99\n")
    }
    #expect(group?.path == "/flink.slice/tm.service")
    #expect(group?.memoryLimitBytes == 2 << 30)
    #expect(group?.memoryUsedBytes == 1 << 30)
    #expect(group?.oomKills == 2)
    #expect(group?.cpuQuota == 1.5)
    #expect(group?.periods == 900)
    #expect(group?.throttledPeriods == 300)
    #expect(group?.throttledMs == 4.5)
    #expect(group?.pidsLimit == nil)
    #expect(group?.pidsUsed == 77)
    #expect(group?.isShared == true)
  }

  /// In a Docker container of version 1 only its own group is mounted.
  @Test func readsVersion1InAContainer() throws {
    let group = try cgroup { proc in
      try proc.write(
        "self/mountinfo",
        """
        35 31 0:32 /docker/abc \(proc.path)memory rw - cgroup cgroup rw,memory
        36 31 0:33 /docker/abc \(proc.path)cpu rw - cgroup cgroup rw,cpu,cpuacct
        37 31 0:34 / \(proc.path)unified rw - cgroup2 cgroup2 rw

        """)
      try proc.write("5/cgroup", "4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n")
      try proc.write("memory/memory.limit_in_bytes", "1073741824\n")
      try proc.write("memory/memory.usage_in_bytes", "1000\n")
      try proc.write("memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n")
      try proc.write("memory/cgroup.procs", "5\n")
      try proc.write("cpu/cpu.cfs_quota_us", "200000\n")
      try proc.write("cpu/cpu.cfs_period_us", "100000\n")
      try proc.write("cpu/cpu.stat", "nr_periods 10\nnr_throttled 1\nthrottled_time 2000000\n")
    }
    #expect(group?.memoryLimitBytes == 1 << 30)
    #expect(group?.oomKills == 1)
    #expect(group?.cpuQuota == 2)
    #expect(group?.throttledMs == 2)
    #expect(group?.isShared == false)
  }

  @Test func hasNoLimitWhereNoneIsSet() throws {
    let group = try cgroup { proc in
      try proc.write(
        "self/mountinfo", "35 31 0:32 / \(proc.path)memory rw - cgroup cgroup rw,memory\n")
      try proc.write("5/cgroup", "4:memory:/\n")
      try proc.write("memory/memory.limit_in_bytes", "9223372036854771712\n")
      try proc.write("memory/cpu.stat", "nonsense\n\nnr_periods x\n")
    }
    #expect(group != nil)
    #expect(group?.memoryLimitBytes == nil)
    #expect(group?.periods == nil)
  }

  @Test(arguments: ["", "garbage", "4:memory:/../../..\n", "::::\n", "0::relative\n"])
  func bearsWhatIsNoCgroup(text: String) throws {
    let group = try cgroup { proc in
      try proc.write("self/mountinfo", "1 2 3\n35 31 0:32 / \(proc.path)m rw - cgroup x memory\n")
      try proc.write("5/cgroup", text)
    }
    #expect(group?.memoryLimitBytes == nil)
  }
}

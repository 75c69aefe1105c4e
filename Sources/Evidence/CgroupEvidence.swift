/// The control group of a process: what it may use, and what the kernel did about it.
package struct CgroupEvidence: Sendable, Hashable, Codable {
  /// As `/proc/PID/cgroup` names it.
  package var path: String
  /// The smallest memory limit of the group and those above it; nil where there is none.
  package var memoryLimitBytes: Int64?
  package var memoryUsedBytes: Int64?
  package var swapLimitBytes: Int64?
  /// How often the kernel killed a process of the group because memory ran out.
  package var oomKills: Int?
  /// How many CPUs the quota allows; nil where there is none.
  package var cpuQuota: Double?
  /// Periods of the quota, and how many of them ended with the group held up.
  package var periods: Int64?
  package var throttledPeriods: Int64?
  package var throttledMs: Double?
  package var pidsLimit: Int64?
  package var pidsUsed: Int64?
  /// The group holds processes besides Flink's, to which its counters may belong.
  package var isShared: Bool?

  package init(
    path: String, memoryLimitBytes: Int64? = nil, memoryUsedBytes: Int64? = nil,
    swapLimitBytes: Int64? = nil, oomKills: Int? = nil, cpuQuota: Double? = nil,
    periods: Int64? = nil, throttledPeriods: Int64? = nil, throttledMs: Double? = nil,
    pidsLimit: Int64? = nil, pidsUsed: Int64? = nil, isShared: Bool? = nil
  ) {
    self.path = path
    self.memoryLimitBytes = memoryLimitBytes
    self.memoryUsedBytes = memoryUsedBytes
    self.swapLimitBytes = swapLimitBytes
    self.oomKills = oomKills
    self.cpuQuota = cpuQuota
    self.periods = periods
    self.throttledPeriods = throttledPeriods
    self.throttledMs = throttledMs
    self.pidsLimit = pidsLimit
    self.pidsUsed = pidsUsed
    self.isShared = isShared
  }
}

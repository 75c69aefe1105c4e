/// What a garbage collection log says.
package struct GarbageCollectionEvidence: Sendable, Hashable, Codable {
  /// One stop of the whole JVM.
  package struct Pause: Sendable, Hashable, Codable {
    package var line: Int
    package var time: Int64?
    /// Since the JVM's start, where the log has that.
    package var uptimeMs: Double?
    package var durationMs: Double
    /// `Pause Full (Allocation Failure)`, `GC (Allocation Failure)`.
    package var kind: String
    package var isFull: Bool
    package var heapBefore: Int64?
    package var heapAfter: Int64?
    package var heapSize: Int64?

    package init(
      line: Int, time: Int64? = nil, uptimeMs: Double? = nil, durationMs: Double, kind: String,
      isFull: Bool, heapBefore: Int64? = nil, heapAfter: Int64? = nil, heapSize: Int64? = nil
    ) {
      self.line = line
      self.time = time
      self.uptimeMs = uptimeMs
      self.durationMs = durationMs
      self.kind = kind
      self.isFull = isFull
      self.heapBefore = heapBefore
      self.heapAfter = heapAfter
      self.heapSize = heapSize
    }
  }

  package var file: Int
  package var pauses: Int
  package var totalMs: Double
  package var full: Int
  package var fullMs: Double
  /// The longest, by time.
  package var longest: [Pause]

  package init(
    file: Int, pauses: Int = 0, totalMs: Double = 0, full: Int = 0, fullMs: Double = 0,
    longest: [Pause] = []
  ) {
    self.file = file
    self.pauses = pauses
    self.totalMs = totalMs
    self.full = full
    self.fullMs = fullMs
    self.longest = longest
  }
}

import Evidence
import LogReading
import Testing

/// Pauses in garbage collection logs of Java 8 to 21.
struct GCTextTests {
  @Test
  func `Java 9 and later`() throws {
    let pause = try #require(
      GCText.pause(
        "[2026-11-22T15:23:44.079+0000][12.345s][info][gc] GC(7) Pause Full (Allocation Failure) "
          + "371M->364M(372M) 1234.567ms"))
    #expect(pause.isFull && pause.kind == "Pause Full (Allocation Failure)")
    #expect(pause.durationMs == 1234.567 && pause.uptimeMs == 12345)
    #expect(pause.time == 1_795_361_024_079)
    #expect(pause.heapBefore == 371 << 20 && pause.heapAfter == 364 << 20)
    #expect(pause.heapSize == 372 << 20)
    let young = try #require(
      GCText.pause("[0.345s][info][gc,start     ] GC(0) Pause Young (Normal) (G1 Evacuation Pause)")
        ?? GCText.pause(
          "[0.345s][info][gc          ] GC(0) Pause Young (Normal) (G1 Evacuation Pause) "
            + "24M->4M(256M) 3.456ms"))
    #expect(!young.isFull && young.durationMs == 3.456)
  }

  @Test
  func `Java 8`() throws {
    let full = try #require(
      GCText.pause(
        "2025-01-01T09:24:06.449+0800: 12.345: [Full GC (Ergonomics) [PSYoungGen: "
          + "10748K->0K(76288K)] [ParOldGen: 88K->9836K(175104K)] 10836K->9836K(251392K), "
          + "[Metaspace: 20000K->20000K(1067008K)], 48.1880000 secs] "
          + "[Times: user=40.00 sys=0.10, real=48.19 secs]"))
    #expect(full.isFull && full.kind == "Full GC (Ergonomics)")
    #expect(abs(full.durationMs - 48188) < 0.01 && full.uptimeMs == 12345)
    #expect(full.time == 1_735_694_646_449)
    let young = try #require(
      GCText.pause("1.234: [GC (Allocation Failure)  65536K->10836K(251392K), 0.0123456 secs]"))
    #expect(!young.isFull && abs(young.durationMs - 12.3456) < 0.001)
    #expect(young.heapAfter == 10836 << 10)
    let stopped = try #require(
      GCText.pause(
        "12.3: Total time for which application threads were stopped: 2.5000000 seconds, "
          + "Stopping threads took: 0.0000210 seconds"))
    #expect(stopped.durationMs == 2500 && stopped.kind == "safepoint")
  }

  @Test(arguments: [
    "", "[", "[gc", "[0.1s][info][gc] Using G1", "[0.1s][info][gc] GC(0) Concurrent Mark 3.4ms",
    "2025-01-01T09:24:06.449+0800: 12.345: [Full GC", "Heap", " PSYoungGen total 1K, used 2K [",
    "[gc) Pause ms", "1.2: [GC , secs]",
  ])
  func `other lines tell no pause`(text: String) {
    #expect(GCText.pause(text) == nil)
  }
}

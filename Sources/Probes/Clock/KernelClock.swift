import CLinux
import Evidence

/// Asks the kernel about its clock and sets nothing; nil where it must not tell.
func kernelClock() -> KernelClockEvidence? {
  var state = timex()
  // No mode bits: a question. Some containers forbid even that.
  guard adjtimex(&state) != -1 else { return nil }
  return KernelClockEvidence(
    isSynchronized: state.status & STA_UNSYNC == 0,
    estimatedErrorMs: Double(state.esterror) / 1000, maximumErrorMs: Double(state.maxerror) / 1000)
}

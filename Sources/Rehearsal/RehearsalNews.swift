package import Evidence

/// What happens in a rehearsal, as it happens: for people who watch.
package enum RehearsalNews: Sendable, Hashable {
  case listening(RehearsedListener)
  /// A TaskManager looks for the JobManager, and why it has not found it yet.
  case searching(String)
  case registered(RehearsedTaskManager, isBack: Bool)
  case heartbeat(machine: String, number: Int)
  /// Nothing has been heard of it for longer than one interval.
  case late(RehearsedTaskManager, silentMs: Double)
  case lost(RehearsedTaskManager, silentMs: Double)
  case left(RehearsedTaskManager)
  case measured(RehearsedPath)
  case visitor(RehearsalVisitor)
  /// A TaskManager has lost the JobManager, or was told to register again.
  case disconnected(String)
  case complete
}

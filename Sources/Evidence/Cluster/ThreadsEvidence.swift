/// What a thread dump shows of one process: the threads that wait for another one's monitor.
package struct ThreadsEvidence: Sendable, Hashable, Codable {
  package struct Blocked: Sendable, Hashable, Codable {
    package var name: String
    /// `java.lang.Object@4804a5f2`.
    package var monitor: String
    /// The thread that holds it.
    package var owner: String?
    /// The innermost frames, at most six.
    package var frames: [String]

    package init(name: String, monitor: String, owner: String? = nil, frames: [String] = []) {
      self.name = name
      self.monitor = monitor
      self.owner = owner
      self.frames = frames
    }
  }

  /// `jobmanager`, or a TaskManager's id.
  package var process: String
  package var count: Int
  package var blocked: [Blocked]
  /// Why there is no dump; a TaskManager makes it on its RPC thread.
  package var failure: RESTFailure?

  package init(
    process: String, count: Int = 0, blocked: [Blocked] = [], failure: RESTFailure? = nil
  ) {
    self.process = process
    self.count = count
    self.blocked = blocked
    self.failure = failure
  }
}

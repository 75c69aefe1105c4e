/// What goes wrong in a cluster, by which one finding is recognised as the cause of another.
///
/// A rule never names another rule: it says which symptoms its finding shows and which it
/// explains, and the diagnosis matches them.
package enum Symptom: Sendable, Hashable {
  /// A line of the file does not reach Flink, or reaches it otherwise than meant.
  case optionNotInForce(key: String)
  /// The process of this role refuses to start.
  case doesNotStart(Role)
  /// The process of this role listens where others do not dial it.
  case listensElsewhere(Role)
  /// A host name has no address here.
  case unresolved(host: String)
  /// A host name leads every machine to itself.
  case loopback(host: String)
  /// Look-ups of names take seconds.
  case lookUpsAreSlow
  /// A name leads this machine elsewhere than it leads others.
  case astray(host: String)
  /// A TaskManager calls itself so.
  case registersAs(host: String)
  /// Several TaskManagers register under one address.
  case addressShared
  /// This node has something otherwise than another of its cluster: an option, by its key without
  /// `akka.` and `pekko.`; or `flink`, its release.
  case unlike(what: String)
  /// The clocks of two machines show different times.
  case clockDiffers
  /// Nothing answers at the port, or not to this machine.
  case unreachable(host: String, port: Int)
  /// No packet comes from a machine, whatever runs there.
  case machineNotReached
  /// TaskManagers do not find or reach the JobManager.
  case jobManagerNotFound
  /// TaskManagers register under an address that others cannot reach.
  case taskManagerNotReachable
  /// A TaskManager that ought to be registered is not.
  case taskManagerNotRegistered
  /// TaskManagers that register do not get each other's data.
  case dataNotExchanged
  /// TaskManagers and JobManager declare each other dead.
  case heartbeatsLost
  /// A call or a message between them is refused or times out.
  case callsFail
  /// Nothing comes from an address any more, over connections that were made before.
  case silent(address: String)
  /// A process of this node does not run, though it is there.
  case processFrozen(pid: Int)
  /// Jobs fail, restart, or wait for slots.
  case jobsFail
  /// What logs say went wrong in one stretch of time, counted from 0.
  case inLogs(episode: Int)
  /// State, checkpoints or leader information cannot be written or found again.
  case stateLost
}

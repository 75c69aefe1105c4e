import FlinkConfiguration
import Synchronization

/// Keeps count of what a rule reads that differs between versions.
///
/// An `Examination` is a value that rules only read; this is the one thing in it that reading
/// changes, and nothing but the judge looks at it.
final class VersionReads: Sendable {
  private let common = Atomic<UInt16>(FlinkVersionSet.all.bits)

  /// The versions for which everything that was read so far is the same.
  var alike: FlinkVersionSet { FlinkVersionSet(bits: common.load(ordering: .relaxed)) }

  func narrow(to versions: FlinkVersionSet) {
    common.bitwiseAnd(versions.bits, ordering: .relaxed)
  }
}

import FlinkConfiguration
import Synchronization

/// Something that is computed from an examination, once for all versions that are alike to it.
///
/// The judge lends one to every run, so that several rules share what is dear to compute.
final class VersionMemo<Value: Sendable>: Sendable {
  private let known = Mutex<[(versions: FlinkVersionSet, value: Value)]>([])

  /// The value for the version that `exam` judges; what it depends on counts as read.
  func value(for exam: Examination, compute: (Examination) -> Value) -> Value {
    let found = known.withLock { $0.first { $0.versions.contains(exam.judgedVersion) } }
    if let found {
      exam.reads.narrow(to: found.versions)
      return found.value
    }
    var observed = exam
    observed.reads = VersionReads()
    let value = compute(observed)
    let versions = observed.reads.alike
    exam.reads.narrow(to: versions)
    known.withLock { $0.append((versions, value)) }
    return value
  }
}

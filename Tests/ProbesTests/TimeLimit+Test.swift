import Probes

extension TimeLimit {
  /// A probe's time and the run's, which starts now.
  static func seconds(_ timeout: Int, deadline: Int) -> TimeLimit {
    TimeLimit(
      timeout: .seconds(timeout), deadline: .now.advanced(by: .seconds(deadline)))
  }
}

import Testing

/// Gives a suite its cluster, one for all of its tests.
struct ClusterTrait: SuiteTrait, TestScoping {
  let version: String
  /// Whether every scenario runs on it.
  let isLong: Bool

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Places.shared.withOne(isLong: isLong) {
      let lab = try Lab(version)
      try await Lab.$current.withValue(lab, operation: function)
      withExtendedLifetime(lab) {}
    }
  }
}

extension Trait where Self == ClusterTrait {
  static func cluster(_ version: String, isLong: Bool = false) -> Self {
    Self(version: version, isLong: isLong || Results.isMatrix)
  }
}

/// Places for clusters: two at once are as many as two cores run without slowing the answers down;
/// most of the matrix is waiting, so that it has three.
actor Places {
  static let shared = Places()
  private var free = Results.isMatrix ? 3 : 2
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// What is long comes first, so that it does not end alone.
  nonisolated func withOne(isLong: Bool = false, _ body: () async throws -> Void) async throws {
    if !isLong { try await Task.sleep(for: .seconds(1)) }
    await take()
    do {
      try await body()
    } catch {
      await give()
      throw error
    }
    await give()
  }

  private func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

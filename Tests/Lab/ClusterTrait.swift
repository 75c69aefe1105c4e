import Synchronization
import Testing

/// Gives a suite its cluster, one for all of its tests.
struct ClusterTrait: SuiteTrait, TestScoping {
  let version: String
  let arguments: [String]

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    // Two clusters are as many as two cores run without slowing the answers down.
    await Places.shared.take()
    do {
      let lab = try Lab(version, arguments)
      try await Lab.$current.withValue(lab, operation: function)
      withExtendedLifetime(lab) {}
    } catch {
      await Places.shared.give()
      throw error
    }
    await Places.shared.give()
  }
}

extension Trait where Self == ClusterTrait {
  static func cluster(_ version: String, _ arguments: String...) -> Self {
    Self(version: version, arguments: arguments)
  }
}

/// Places for clusters that run at once.
private actor Places {
  static let shared = Places()
  private var free = 2
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

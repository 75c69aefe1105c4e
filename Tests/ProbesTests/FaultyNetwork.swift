import Glibc
import TestSupport
import Testing

/// A network namespace full of faults, made by `Tests/network` for as long as a test runs.
struct FaultyNetwork: Sendable {
  /// `10.231.7`: .2 answers, .7 drops; name servers: .2 good, .3 dead, .4 slow, .5 fails, .6 refuses.
  let prefix: String
  /// `fd00:231:7:`: `:2` answers.
  let prefix6: String

  func address(_ host: Int) -> String { "\(prefix).\(host)" }
  func address6(_ host: Int) -> String { "\(prefix6):\(host)" }

  /// Only root can make it; in CI, which has root, the tests fail where they cannot run.
  static let isPossible = geteuid() == 0 || FlinkDistribution.isCI

  @TaskLocal static var current = FaultyNetwork(prefix: "", prefix6: "")
}

/// Gives a suite its network, one for all of its tests.
struct FaultyNetworkTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let program = try HeldProgram("Tests/network")
    try #require(program.words.count == 2)
    let network = FaultyNetwork(prefix: program.words[0], prefix6: program.words[1])
    try await FaultyNetwork.$current.withValue(network, operation: function)
    withExtendedLifetime(program) {}
  }
}

extension Trait where Self == FaultyNetworkTrait {
  static var faultyNetwork: Self { Self() }
}

import TestSupport
import Testing

/// Prediction equals reality, on every machine of `Tests/Lab/machine/environments.py` and on others
/// that are drawn from a seed; in CI with one Akka and one Pekko.
@Suite struct AddressTests {
  @Test(.timeLimit(.minutes(120)))
  func thePredictedAddressIsTheOneThatFlinkTakes() async throws {
    try await Places.shared.withOne { try compare() }
  }

  private func compare() throws {
    // One machine at a time, so that nobody is kept waiting for the 50 ms that Flink gives.
    let versions =
      Results.isMatrix ? ["1.12.5", "1.17.2", "1.20.5", "2.3.0"] : ["1.12.5", "2.3.0"]
    let arguments = ["--jobs", "1", "--random", Results.isMatrix ? "100" : "8"]
    let program = try Program.run(
      Repository.path("Tests/Lab/addresses"), arguments + versions,
      environment: ["FLINKDOCTOR_BINARY": Program.flinkdoctor], limit: 3000)
    let differences = program.output.split(separator: "\n").filter { $0.contains("DIFFERS") }
    #expect(program.status == 0, "\(differences.joined(separator: "\n"))\(program.complaints)")
    let last = program.output.split(separator: "\n").last.map(String.init) ?? ""
    let isRight = last.hasSuffix(" 0 differences")
    #expect(isRight, "\(last)")
    for version in versions {
      Results.note(
        version, "the address of a TaskManager, predicted and asked of Flink",
        last, isAsExpected: isRight)
    }
  }
}

import TestSupport
import Testing

/// Prediction equals reality, on every machine of `Tests/Lab/machine/environments.py` and on others
/// that are drawn from a seed.
@Suite struct AddressTests {
  @Test(.timeLimit(.minutes(20)))
  func thePredictedAddressIsTheOneThatFlinkTakes() throws {
    let arguments = Results.isMatrix ? ["--random", "200"] : ["--random", "16"]
    let program = try Program.run(
      Repository.path("Tests/Lab/addresses"), arguments,
      environment: ["FLINKDOCTOR_BINARY": Program.flinkdoctor], limit: 1100)
    let differences = program.output.split(separator: "\n").filter { $0.contains("DIFFERS") }
    #expect(program.status == 0, "\(differences.joined(separator: "\n"))\(program.complaints)")
    let last = program.output.split(separator: "\n").last.map(String.init) ?? ""
    let isRight = last.hasSuffix(" 0 differences")
    #expect(isRight, "\(last)")
    for version in ["1.12.5", "1.17.2", "1.20.5", "2.3.0"] {
      Results.note(
        version, "the address of a TaskManager, predicted and asked of Flink (all four versions)",
        last, isAsExpected: isRight)
    }
  }
}

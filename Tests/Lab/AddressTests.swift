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
    let last = program.output.split(separator: "\n").last ?? ""
    #expect(last.hasSuffix(" 0 differences"), "\(last)")
  }
}

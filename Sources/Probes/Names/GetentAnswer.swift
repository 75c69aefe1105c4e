import Evidence
import Glibc
import Sockets
import SystemPackage

/// Asks `getent ahosts`, for builds in which `getaddrinfo` cannot load its modules.
///
/// Its exit code 2 means "no address" and hides whether the resolver was sure, so that such an
/// answer is never more than `noAnswer` here; asking the name servers one by one settles it.
func getentAnswer(
  _ program: String, _ name: String, database: String = "ahosts",
  until end: ContinuousClock.Instant
) async -> SystemAnswer? {
  let result = await blocking(until: end) { () -> Result<ProgramOutput, ProgramFailure> in
    Result { () throws(ProgramFailure) in
      try output(of: [program, "--", database, name], until: end)
    }
  }
  switch result {
  case nil, .failure(.timedOut): return nil
  case .failure(.notStarted(let error)):
    return SystemAnswer(
      outcome: .noAnswer, error: "cannot run getent: " + Errno(rawValue: error).description,
      isMissing: true)
  case .success(let output) where output.exitCode == 0:
    let addresses = output.bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      IPAddress(String(decoding: line.prefix { $0 > 32 }, as: UTF8.self))
    }
    return addresses.isEmpty
      ? SystemAnswer(outcome: .noAnswer, error: "getent printed no address") : .resolved(addresses)
  case .success(let output):
    let words = output.exitCode == 2 ? "getent finds no address" : "getent failed"
    return SystemAnswer(outcome: .noAnswer, error: "\(words) (exit code \(output.exitCode))")
  }
}

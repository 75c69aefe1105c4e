import ArgumentParser
import Examining
import Probes

/// How a REST endpoint is reached: as whom, and whom to trust.
struct RESTAccessOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with user:password, or with the value of an Authorization header.",
      valueName: "file"))
  var credentials = ""

  @Option(
    name: .customLong("cacert"),
    help: ArgumentHelp("Trust the certificates of this file (PEM).", valueName: "file"))
  var authorities = ""

  @Flag(help: "Take any certificate.")
  var insecure = false

  /// The endpoint of a URL, with what opens it.
  func endpoint(_ url: String) throws -> RESTEndpoint {
    var endpoint = try Choice.parsed(
      "cluster", Self.masked(url), like: "URL, or HOST[:PORT]"
    ) { _ in RESTEndpoint(url) }
    if !credentials.isEmpty { endpoint.authorization = try authorization }
    return endpoint
  }

  func trust() throws -> RESTTrust {
    if insecure {
      guard authorities.isEmpty else {
        throw ValidationError("--insecure and --cacert contradict each other")
      }
      return RESTTrust(.anybody)
    }
    guard !authorities.isEmpty else { return RESTTrust(.system) }
    return RESTTrust(
      .store(
        StoreTarget(key: "--cacert", path: authorities, purpose: .trustStore(password: nil))))
  }

  private var authorization: String {
    get throws {
      let text: String
      do throws(InputError) {
        text = try SecretFile.firstLine(credentials)
      } catch {
        throw UsageError("--credentials: \(error)")
      }
      guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
        throw UsageError("--credentials: \(credentials): holds neither user:password nor a header")
      }
      // `Bearer …` and the like have a blank behind a word; a user's name has a colon first.
      let isHeader = text.prefix { $0 != " " }.count < text.prefix { $0 != ":" }.count
      return isHeader ? text : RESTEndpoint.basic(text)
    }
  }

  /// A URL as a complaint may show it.
  private static func masked(_ url: String) -> String {
    guard let at = url.lastIndex(of: "@") else { return url }
    return "…" + url[at...]
  }
}

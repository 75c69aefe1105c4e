import Evidence
import FlinkConfiguration
import FoundationEssentials
import Glibc
import Sockets
import SystemPackage

/// Asks the REST endpoint of one cluster, no more than four questions at once.
///
/// It is reached by `RESTPath` alone, follows no redirect but the first, which it tells, and gives
/// the password to nobody but the host that the user named.
struct RESTClient: Sendable {
  private(set) var endpoint: RESTEndpoint
  let address: IPAddress
  private let tls: HTTPSClient?
  private let dialer: Dialer
  private let gate = SocketGate(places: 4)
  private let counter = Counter()

  /// How many questions were asked.
  private actor Counter {
    private(set) var count = 0

    func add() { count += 1 }
  }

  init(_ endpoint: RESTEndpoint, at address: IPAddress, tls: HTTPSClient?, _ dialer: Dialer) {
    self.endpoint = endpoint
    self.address = address
    self.tls = tls
    self.dialer = dialer
  }

  var requests: Int { get async { await counter.count } }

  /// The answer to a path as JSON, of at most `most` bytes.
  func get<Answer: Decodable & Sendable>(
    _ path: RESTPath, as _: Answer.Type = Answer.self, most: Int = 8 << 20, within limit: TimeLimit
  ) async -> Result<Answer, RESTFailure> {
    await timed(path, most: most, within: limit).map(\.answer)
  }

  /// The same, with when it was asked for and answered.
  func timed<Answer: Decodable & Sendable>(
    _ path: RESTPath, as _: Answer.Type = Answer.self, most: Int = 8 << 20, within limit: TimeLimit
  ) async -> Result<TimedAnswer<Answer>, RESTFailure> {
    await answer(to: path, keeping: most, within: limit).flatMap { answer in
      guard !answer.isCut else { return .failure(RESTFailure(.tooLarge, path: path.text)) }
      do {
        let decoded = try JSONDecoder().decode(Answer.self, from: Data(answer.body))
        return .success(
          TimedAnswer(answer: decoded, asked: answer.asked, answered: answer.answered))
      } catch {
        return .failure(Self.unreadable(answer, path))
      }
    }
  }

  /// The answer to a path when its status is 200.
  func answer(
    to path: RESTPath, keeping most: Int, within limit: TimeLimit
  ) async -> Result<HTTPAnswer, RESTFailure> {
    switch await ask(path, keeping: most, until: limit.end) {
    case .success(let answer):
      if answer.status == 200 { return .success(answer) }
      return .failure(RESTFailure(answered: answer, path: path.text))
    case .failure(let failure): return .failure(RESTFailure(failed: failure, path: path.text))
    case nil: return .failure(RESTFailure(.timedOut, path: path.text))
    }
  }

  /// The end of what is behind a path, whatever its length.
  func end(
    of path: RESTPath, keeping most: Int, until end: ContinuousClock.Instant
  ) async -> Result<HTTPAnswer, RESTFailure> {
    switch await ask(path, keeping: most, end: true, until: end) {
    case .success(let answer):
      answer.status == 200
        ? .success(answer) : .failure(RESTFailure(answered: answer, path: path.text))
    case .failure(let failure): .failure(RESTFailure(failed: failure, path: path.text))
    case nil: .failure(RESTFailure(.timedOut, path: path.text))
    }
  }

  /// Whatever comes back; nil when cancelled.
  func ask(
    _ path: RESTPath, keeping most: Int = 65536, end keepsEnd: Bool = false,
    until end: ContinuousClock.Instant
  ) async -> Result<HTTPAnswer, HTTPFailure>? {
    await gate.pass {
      await counter.add()
      let headers = endpoint.authorization.map { [(name: "Authorization", value: $0)] } ?? []
      var question = HTTPQuestion(
        endpoint.base + path.text, host: endpoint.host, port: endpoint.port, headers: headers,
        keeping: most, most: keepsEnd ? Int.max : most + 1 << 20)
      question.keepsEnd = keepsEnd
      return await dialer.get(
        question, at: address, port: endpoint.port, inside: tls,
        timeout: max(.zero, ContinuousClock.now.duration(to: end)))
    }
  }

  /// JSON that cannot be read: of something else than Flink, or none at all.
  private static func unreadable(_ answer: HTTPAnswer, _ path: RESTPath) -> RESTFailure {
    let type = answer.header("Content-Type")?.lowercased() ?? ""
    let start = answer.body.prefix(200).drop { $0 == 0x20 || 9...13 ~= $0 }
    if type.contains("html") || start.first == UInt8(ascii: "<") {
      return RESTFailure(.notFlink, path: path.text, status: 200, text: Self.title(answer.body))
    }
    let isJSON = (try? JSONDecoder().decode(AnyObject.self, from: Data(answer.body))) != nil
    return RESTFailure(isJSON ? .notFlink : .malformed, path: path.text, status: 200)
  }

  private struct AnyObject: Decodable {
    init(from decoder: any Decoder) throws {}
  }

  /// What a page for people calls itself.
  static func title(_ body: [UInt8]) -> String? {
    let text = String(decoding: body.prefix(4096), as: UTF8.self)
    guard let open = text.firstRange(ofLiteral: "<title>"),
      let close = text[open.upperBound...].firstRange(ofLiteral: "</title>")
    else { return nil }
    return RESTFailure.line(String(text[open.upperBound..<close.lowerBound]))
  }
}

extension RESTFailure {
  /// An answer that is none of those that were hoped for.
  init(answered answer: HTTPAnswer, path: String) {
    let said = Self.said(answer.body)
    let kind: Kind =
      switch answer.status {
      case 300...399: .redirected
      case 401, 403, 407: .unauthorized
      // Flink's own words; a proxy that has no one behind it answers so as well.
      case 503 where said?.contains("leader") == true: .noLeader
      default: .status
      }
    self.init(
      kind, path: path, status: answer.status,
      text: kind == .redirected ? answer.header("Location").map(Self.line) : said)
  }

  init(failed failure: HTTPFailure, path: String) {
    switch failure {
    case .timedOut, .failed(errno: ETIMEDOUT): self.init(.timedOut, path: path)
    case .failed(errno: ECONNREFUSED): self.init(.refused, path: path)
    case .failed(errno: ECONNRESET), .closed: self.init(.closed, path: path)
    case .failed(let code):
      self.init(.unreachable, path: path, text: Errno(rawValue: code).description)
    case .endless: self.init(.tooLarge, path: path)
    case .notHTTP(let words): self.init(.notHTTP, path: path, text: Self.line(words))
    case .tls(.untrusted(let words)): self.init(.untrusted, path: path, text: words)
    case .tls(.notTLS): self.init(.scheme, path: path)
    case .tls(.failed(let words)): self.init(.tls, path: path, text: words)
    }
  }

  /// The first line of `{"errors":["…"]}`, or of what is no JSON; nil where there is nothing.
  private static func said(_ body: [UInt8]) -> String? {
    struct Errors: Decodable { var errors: [String] }
    if let errors = try? JSONDecoder().decode(Errors.self, from: Data(body)) {
      let all = errors.errors.joined(separator: "\n")
      // 500 begins with `Internal server error.` and tells the reason in the exception behind it.
      let lines = all.split(separator: "\n").map(String.init)
      return (lines.first { $0.hasPrefix("org.apache.flink") } ?? lines.first).map(line)
    }
    return RESTClient.title(body)
  }

  static func line(_ text: String) -> String {
    let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    return String(words.prefix(200))
  }
}

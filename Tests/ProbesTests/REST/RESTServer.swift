import Foundation
import Glibc
import Synchronization
import TestSupport

/// A web server on loopback that answers GETs by path, and remembers which were asked.
final class RESTServer: Sendable {
  struct Answer: Sendable {
    var status = 200
    var type = "application/json; charset=UTF-8"
    var headers: [String] = []
    var body: [UInt8]

    init(
      _ body: String, status: Int = 200, type: String = "application/json; charset=UTF-8",
      headers: [String] = []
    ) {
      self.body = Array(body.utf8)
      self.status = status
      self.type = type
      self.headers = headers
    }

    fileprivate var bytes: [UInt8] {
      let head =
        ["HTTP/1.1 \(status) X", "Content-Type: \(type)", "Content-Length: \(body.count)"]
        + headers
      return Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
  }

  private let server: HostileServer
  private let log: Log
  var port: Int { server.port }

  /// The paths that were asked for, with their queries, in the order of their arrival.
  var asked: [String] { log.paths.withLock { $0.map(\.path) } }
  var headers: [String] { log.paths.withLock { $0.map(\.headers) } }
  /// How many were being answered at once at the most.
  var mostAtOnce: Int { log.busy.withLock { $0.most } }

  private final class Log: Sendable {
    let paths = Mutex<[(path: String, headers: String)]>([])
    let busy = Mutex((now: 0, most: 0))
  }

  init(_ answer: @escaping @Sendable (_ path: String) -> Answer) throws {
    let log = Log()
    self.log = log
    guard
      let server = HostileServer({ _, socket in
        guard let request = Self.request(socket) else { return }
        let path = String(request.split(separator: " ").dropFirst().first ?? "")
        log.paths.withLock { $0.append((path, request)) }
        log.busy.withLock { busy in
          busy.now += 1
          busy.most = max(busy.most, busy.now)
        }
        usleep(2000)
        let bytes = answer(path).bytes
        // Whoever has an answer may ask again before this thread goes on.
        log.busy.withLock { $0.now -= 1 }
        HostileServer.send(bytes, to: socket)
      })
    else { throw CocoaError(.featureUnsupported) }
    self.server = server
  }

  /// What a real JobManager of a version answered (`Recorded/`), to these paths and to no others.
  convenience init(recordedOf version: String) throws {
    let folder = Repository.path("Tests/ProbesTests/REST/Recorded/\(version)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let texts = try Dictionary(
      uniqueKeysWithValues: files.map { name in
        (name, try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
      })
    try self.init { path in
      guard let name = Self.file(of: path), let text = texts[name] else {
        return Answer(#"{"errors":["Unable to load requested file \#(path)."]}"#, status: 404)
      }
      return Answer(text)
    }
  }

  private static func file(of path: String) -> String? {
    let plain = path.split(separator: "?", omittingEmptySubsequences: false)
    let parts = plain[0].split(separator: "/").map(String.init)
    let hasQuery = plain.count > 1
    switch (parts.first, parts.count) {
    case ("config", 1), ("overview", 1), ("taskmanagers", 1): return parts[0] + ".json"
    case ("jobs", 2): return parts[1] == "overview" ? "jobs-overview.json" : "job.json"
    case ("jobs", 3) where parts[2] == "metrics": return nil
    case ("jobs", _): return parts.dropFirst(2).joined(separator: "-") + ".json"
    case ("jobmanager", 2) where parts[1] == "metrics" && hasQuery: return "jobmanager-values.json"
    case ("jobmanager", 2): return "jobmanager-\(parts[1]).json"
    case ("taskmanagers", 2): return "taskmanagers-\(parts[1]).json"
    case ("taskmanagers", 3) where parts[2] == "metrics": return "taskmanager-values.json"
    default: return nil
    }
  }

  /// Up to the empty line.
  private static func request(_ socket: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
      let count = read(socket, &buffer, buffer.count)
      guard count > 0, bytes.count < 65536 else { return nil }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

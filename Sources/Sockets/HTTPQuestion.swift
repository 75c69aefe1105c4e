import NIOHTTP1

/// A page that is asked for with GET.
package struct HTTPQuestion: Sendable {
  /// The path, or for a proxy the whole URL.
  package var target: String
  /// What the server is called, without brackets; a certificate must be made out to it.
  package var host: String
  /// What stands in the `Host` header: `jm1:8081`.
  package var authority: String
  /// Beside the usual ones, such as `Authorization`.
  package var headers: [(name: String, value: String)]
  /// Of the body so many bytes are kept.
  package var kept: Int
  /// They are its last ones, not its first.
  package var keepsEnd = false
  /// The connection ends when more than that came.
  package var most: Int

  package init(
    _ target: String, host: String, port: Int, headers: [(name: String, value: String)] = [],
    keeping kept: Int = 65536, most: Int = 4 << 20
  ) {
    self.target = target
    self.host = host
    authority = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    self.headers = headers
    self.kept = kept
    self.most = most
  }

  var head: HTTPRequestHead {
    let headers = HTTPHeaders(
      [
        ("Host", authority), ("User-Agent", "flinkdoctor"), ("Accept", "*/*"),
        ("Connection", "close"),
      ] + headers.map { ($0.name, $0.value) })
    return HTTPRequestHead(version: .http1_1, method: .GET, uri: target, headers: headers)
  }
}

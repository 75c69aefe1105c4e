import Evidence
import FlinkConfiguration

extension Examination {
  /// The servers of the file systems that state is written to, as far as the file names them.
  ///
  /// `hdfs://host:port/…` with its port written out: without one the host may be the name of a
  /// nameservice, which is no machine. An `s3.endpoint` is one as soon as it is a URL.
  var storagePorts: [PeerPort] {
    var peers: [PeerPort] = []
    for option in [
      "high-availability.storageDir", "state.checkpoints.dir", "execution.checkpointing.dir",
      "state.savepoints.dir", "execution.checkpointing.savepoint-dir", "fs.default-scheme",
      "s3.endpoint", "fs.s3a.endpoint",
    ] {
      guard let setting = setting(option), let server = StorageServer(setting.text),
        let host = dialledHost(server.host),
        !peers.contains(where: { $0.host == host && $0.ports == [server.port] })
      else { continue }
      peers.append(
        PeerPort(
          .storage, host: host, SampledPorts(port: server.port), key: option, setting: setting,
          place: setting.location))
    }
    return peers
  }
}

/// Host and port of a URI whose server can be dialled.
struct StorageServer: Hashable {
  let host: String
  let port: Int

  init?(_ text: String) {
    guard let mark = text.firstRange(ofLiteral: "://") else { return nil }
    let scheme = text[..<mark.lowerBound].lowercased()
    var authority = text[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let at = authority.lastIndex(of: "@") {
      authority = authority[authority.index(after: at)...]
    }
    let usual: Int?
    switch scheme {
    case "hdfs": usual = nil
    case "http": usual = 80
    case "https": usual = 443
    default: return nil
    }
    var name = authority
    var written: Substring?
    let end = authority.lastIndex(of: "]") ?? authority.startIndex
    if let colon = authority[end...].lastIndex(of: ":") {
      name = authority[..<colon]
      written = authority[authority.index(after: colon)...]
    }
    guard !name.isEmpty, let port = written.map({ Int($0) }) ?? usual, 1...65535 ~= port else {
      return nil
    }
    host = String(name)
    self.port = port
  }
}

extension CertificateFacts {
  /// Whether it is made out to a host, as Java asks (`HostnameChecker`, RFC 2818): to an address
  /// among its own, to a name among its names, and to the subject's where it has no names.
  func isMadeOut(to host: String) -> Bool {
    if let address = IPAddress(host) { return names.contains { IPAddress($0) == address } }
    let hosts = names.filter { IPAddress($0) == nil }
    return (hosts.isEmpty ? [commonName].compactMap(\.self) : hosts).contains { pattern in
      Self.matches(pattern.lowercased(), host.lowercased())
    }
  }

  /// The names that others may call its owner by.
  package var shownNames: [String] { names.isEmpty ? [commonName].compactMap(\.self) : names }

  private var commonName: String? {
    subject.split(separator: ",").first { $0.hasPrefix("CN=") }.map { String($0.dropFirst(3)) }
  }

  /// A star stands for what is in the first label, and for nothing beyond it.
  private static func matches(_ pattern: String, _ host: String) -> Bool {
    let (labels, wanted) = (pattern.split(separator: "."), host.split(separator: "."))
    guard let first = labels.first, let own = wanted.first, labels.count == wanted.count,
      labels.dropFirst().elementsEqual(wanted.dropFirst())
    else { return false }
    guard let star = first.firstIndex(of: "*") else { return first == own }
    let (head, tail) = (first[..<star], first[first.index(after: star)...])
    return own.count >= head.count + tail.count && own.hasPrefix(head) && own.hasSuffix(tail)
  }
}

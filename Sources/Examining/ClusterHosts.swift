import Diagnosis

extension ConfigurationFolder {
  /// The hosts of `workers` and `masters`, for the topology; a port behind a master's name is left off.
  var clusterHosts: [String] {
    ["workers", "masters"].flatMap { name in
      let text = String(decoding: files[name]?.bytes ?? [], as: UTF8.self)
      return text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
        let word = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).first
        return word.map { name == "masters" ? String($0.prefix { $0 != ":" }) : String($0) }
      }
    }
  }
}

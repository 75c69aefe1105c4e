/// `FLINK_PROPERTIES` as the docker image's entry point applies it.
///
/// Up to 1.18 it appends the text to `flink-conf.yaml`, where the last line wins. From 1.19 it makes
/// a `-D` pair of each line: all white space is taken out, the middle of the value included
/// (`10 s` becomes `10s`), the line is cut at its first colon, and a comment is a pair like any other
/// (`prepare_configuration` and `process_flink_properties` of the image's entry point).
package enum ImageProperties {
  package static func entries(_ text: String, version: FlinkVersion) -> [ConfigurationEntry] {
    if version < FlinkVersion(1, 19) {
      let reading = ConfigurationReading(
        bytes: Array(text.utf8), dialect: .flat, path: "FLINK_PROPERTIES")
      return reading.entries.map { entry($0.key, $0.value.text) }
    }
    return text.split(separator: "\n").compactMap { line in
      var bytes = Array(line.utf8)
      bytes.removeAll { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
      guard !bytes.isEmpty else { return nil }
      let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
      let key = String(decoding: bytes[..<colon], as: UTF8.self)
      // The shell drops one colon at the very end along with the separator.
      var value = bytes[min(colon + 1, bytes.count)...]
      if value.last == UInt8(ascii: ":"), !value.dropLast().contains(UInt8(ascii: ":")) {
        value = value.dropLast()
      }
      return entry(key, String(decoding: value, as: UTF8.self))
    }
  }

  private static func entry(_ key: String, _ value: String) -> ConfigurationEntry {
    ConfigurationEntry(key: key, value: .string(value), origin: .environment)
  }
}

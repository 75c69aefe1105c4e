import FlinkConfiguration
import Testing

/// A file without its secrets is read as the file was, place by place.
@Suite struct MaskedBytesTests {
  @Test(arguments: [
    ("s3.secret-key: hunter2\nrest.port: 1\n", "s3.secret-key: xxxxxxx\nrest.port: 1\n"),
    ("password: \"ab c\"\n", "password: \"xx x\"\n"),
    ("password: a#b # c\n", "password: x#x # x\n"),
    ("# token: abc\n", "# token: xxx\n"), ("password:abc\n", "password:xxx\n"),
    ("password: müde\n", "password: x×xx\n"), ("secret:\n  abc\n", "secret:\n  xxx\n"),
    (
      "env.java.opts: -Da.password=abc -Xmx1g\n", "env.java.opts: -Da.password=xxx -Xmx1g\n"
    ), ("a: b\n", "a: b\n"), ("", ""),
  ])
  func flat(text: String, masked: String) {
    check(text, masked, .flat)
  }

  @Test(arguments: [
    ("s3:\n  secret-key: hunter2\n  x: y\n", "s3:\n  secret-key: xxxxxxx\n  x: y\n"),
    ("password: 'a''b' # c\n", "password: 'x''x' # x\n"),
    ("{password: abc, rest.port: 1}\n", "{password: xxx, rest.port: 1}\n"),
    ("password: |\n  abc\n  def\nx: y\n", "password: |\n  xxx\n  xxx\nx: y\n"),
    ("token: 12345\n", "token: xxxxx\n"), ("# token: abc\na: b\n", "# token: xxx\na: b\n"),
  ])
  func standard(text: String, masked: String) {
    check(text, masked, .standard)
  }

  private func check(_ text: String, _ masked: String, _ dialect: Dialect) {
    let before = ConfigurationReading(bytes: Array(text.utf8), dialect: dialect, path: "f")
    #expect(String(decoding: before.maskedBytes, as: UTF8.self) == masked)
    let after = ConfigurationReading(bytes: before.maskedBytes, dialect: dialect, path: "f")
    #expect(before.entries.map(\.valueRange) == after.entries.map(\.valueRange))
    #expect(before.maskedBytes.count == text.utf8.count)
  }
}

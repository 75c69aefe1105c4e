import FlinkConfiguration
import FoundationEssentials
import TestSupport
import Testing

/// `conf/workers` and `conf/masters` against the functions of the real `bin/config.sh`.
struct HostsFileTests {
  @Test(arguments: [
    ("w1\nw2 # the second\n\n# none\n  w3 extra\n", ["w1", "w2", "w3"]),
    ("rack1/w3\nw4#c\nuser@w5\n/under_score\n", ["w3", "w4", "user@w5", "/under_score"]),
    ("w1\r\nw2\r\n", ["w1\r", "w2\r"]),
    ("::1\nw1\\\nw2\nlast", ["::1", "w1w2", "last"]),
    ("-n\n\t\n\\ w6\n", ["w6"]),
  ])
  func `a worker is the first word of its line`(text: String, hosts: [String]) {
    #expect(HostsFile.workers(Array(text.utf8)).entries.map(\.host) == hosts)
  }

  @Test(arguments: [
    ("m1:8081\nm2\n", ["m1 8081", "m2 -"]),
    ("m3:8082:9\n", ["m3 8082"]),
    ("[::1]:8081\n", ["[ "]),
    ("m5:80\r\n", ["m5 80\r"]),
    (":8081\n", [" 8081"]),
  ])
  func `a master is cut at its colons`(text: String, masters: [String]) {
    let read = HostsFile.masters(Array(text.utf8)).entries
    #expect(read.map { "\($0.host) \($0.port ?? "-")" } == masters)
  }

  @Test
  func `an entry knows its place and what is dropped behind it`() {
    let entries = HostsFile.workers(Array("# x\n  ä1 w2 w3\nw4 # c\n".utf8)).entries
    #expect(
      entries.map(\.range) == [
        TextRange(line: 2, column: 3, length: 2), TextRange(line: 3, column: 1, length: 2),
      ])
    #expect(entries.map(\.dropped) == ["w2 w3", nil])
  }

  @Test(arguments: FlinkDistribution.available.filter { ["1.12.5", "2.3.0"].contains($0.version) })
  func `the shell reads generated files alike`(flink: FlinkDistribution) throws {
    var random = Generator(state: 0x5EED)
    let files = (0..<150).map { _ in HostsText.random(using: &random) }
    let output = try Shell.withTemporaryFolder { folder in
      for (at, text) in files.enumerated() {
        let conf = folder.appending(path: "\(at)")
        try FileManager.default.createDirectory(at: conf, withIntermediateDirectories: true)
        try Data(text).write(to: conf.appending(path: "workers"))
        try Data(text).write(to: conf.appending(path: "masters"))
      }
      return try Shell.output(of: HostsText.script, [flink.home, folder.path])
    }
    let answers = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    #expect(answers.count == files.count)
    for (text, answer) in zip(files, answers) {
      #expect(answer == HostsText.answer(text), "\(String(decoding: text, as: UTF8.self))")
    }
  }
}

/// Files full of what people write, and what they did not mean to.
private enum HostsText {
  /// Reads the `workers` and `masters` of every folder below `$2` with the functions of Flink `$1`.
  static let script = """
    set -f
    cd "$2"
    eval "$(sed -n '/^extractHostName/,/^}/p;/^readMasters/,/^}/p;/^readWorkers/,/^}/p' \
      "$1/bin/config.sh")"
    for FLINK_CONF_DIR in $(ls | sort -n); do
      readWorkers; readMasters
      printf '%s|' "${WORKERS[@]}" '' "${MASTERS[@]}" '' "${WEBUIPORTS[@]}"
      printf '%s %s\\0' $WORKERS_ALL_LOCALHOST $MASTERS_ALL_LOCALHOST
    done
    """

  private static let pieces = [
    "w1", "localhost", "127.0.0.1", "rack1/w3", "a/b/c-d.e", "x/under_score", "user@w5", "::1",
    "[::1]:8081", "m1:8081", "m3:8082:9", ":80", "#", " # ", "\t", " ", "\r", "\r\n", "\n", "\n",
    "\n", "-n", "-e", "-nE", "\\", "\\n", "ä", "w9#c", "'q'", "$HOME", "/", "a/", ".", "LOCALHOST",
  ]

  static func random(using random: inout Generator) -> [UInt8] {
    let count = Int.random(in: 0...14, using: &random)
    return (0..<count).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
  }

  /// What the script above prints for a file.
  static func answer(_ text: [UInt8]) -> String {
    let workers = HostsFile.workers(text)
    let masters = HostsFile.masters(text)
    let hosts = masters.entries.map(\.host)
    let ports = masters.entries.map { $0.port.flatMap { $0.isEmpty ? nil : $0 } ?? "0" }
    let parts = workers.entries.map(\.host) + [""] + hosts.filter { !$0.isEmpty } + [""] + ports
    return parts.map { "\($0)|" }.joined() + "\(workers.isAllLocal) \(masters.isAllLocal)"
  }
}

/// The same numbers in every run.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

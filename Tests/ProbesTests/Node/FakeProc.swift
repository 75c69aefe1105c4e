import FoundationEssentials
import Probes
import TestSupport

/// A folder like `/proc`, with processes made up for a test.
struct FakeProc {
  let folder: URL
  var path: String { folder.path(percentEncoded: false) + "/" }

  static func with<R>(_ body: (FakeProc) throws -> R) throws -> R {
    try Shell.withTemporaryFolder { folder in
      let proc = FakeProc(folder: folder)
      try proc.write("self/net/tcp", "")
      try proc.write("self/mountinfo", "")
      try proc.write("1/cmdline", "init\0")
      return try body(proc)
    }
  }

  func write(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// A process that sleeps, in the network of the test.
  func add(_ pid: Int, _ words: [String], state: String = "S", threads: Int = 40) throws {
    try write("\(pid)/cmdline", words.map { $0 + "\0" }.joined())
    let fields = "1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 \(threads) 0 100 0"
    try write("\(pid)/stat", "\(pid) (ja) v(a) \(state) \(fields)\n")
    try write("\(pid)/status", "Name:\tjava\nVmRSS:\t  204800 kB\nVmSwap:\t  1024 kB\n")
    try write(
      "\(pid)/limits",
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max processes             unlimited            96365                processes
      Max open files            20000                unlimited            files

      """)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "\(pid)/net"), withIntermediateDirectories: true)
    try FileManager.default.linkItem(
      at: folder.appending(path: "self/net/tcp"), to: folder.appending(path: "\(pid)/net/tcp"))
  }
}

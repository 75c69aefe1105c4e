import FlinkConfiguration
import Testing

@Suite struct KeySuggestionsTests {
  @Test(arguments: [
    ("jobmanager.rpc.ardress", "jobmanager.rpc.address"),
    ("taskmanager.hosst", "taskmanager.host"),
    ("taskmanager.numberOfTaskSlot", "taskmanager.numberOfTaskSlots"),
    ("akka.ask.timout", "akka.ask.timeout"),
    ("akka.frame-size", "akka.framesize"),
    ("akka.framsize", "akka.framesize"),
    ("task_manager.host", "taskmanager.host"),
    ("taskManager.host", "taskmanager.host"),
    ("TASKMANAGER.HOST", "taskmanager.host"),
    ("taskmanager_memory_process_size", "taskmanager.memory.process.size"),
    ("jobmanager.rpc-address", "jobmanager.rpc.address"),
    ("jobamnager.rpc.port", "jobmanager.rpc.port"),
    ("high-availability.storage-dir", "high-availability.storageDir"),
    ("classloader.resolve.order", "classloader.resolve-order"),
  ])
  func misspellings(key: String, meant: String) throws {
    let found = try #require(KeySuggestions(in: FlinkVersion(1, 17)).suggestions(for: key).first)
    #expect(found.key == meant)
    #expect(found.isMisspelling)
  }

  @Test(arguments: [
    ("state.rocksdb.localdir", "state.backend.rocksdb.localdir"),
    ("historyserver.archive.fs.fs.refresh-interval", "historyserver.archive.fs.refresh-interval"),
    ("taskmanager.process.memory.size", "taskmanager.memory.process.size"),
    (
      "execution.checkpointing.enable-checkpoints-after-tasks-finish",
      "execution.checkpointing.checkpoints-after-tasks-finish.enabled"
    ),
  ])
  func segments(key: String, meant: String) {
    let found = KeySuggestions(in: FlinkVersion(1, 17)).suggestions(for: key)
    #expect(found.map(\.key).contains(meant))
    #expect(found.first?.nearness == .segments || found.first?.isMisspelling == true)
  }

  @Test(arguments: ["", "a", "my.own.key", "appender.main.fileName", "hive.metastore.uris", "é.ü"])
  func nothingIsNear(key: String) {
    #expect(KeySuggestions(in: FlinkVersion(1, 17)).suggestions(for: key).isEmpty)
  }

  /// Every key of every version is found again after one wrong letter.
  @Test func everyKeyIsFoundAgain() {
    let version = FlinkVersion(1, 20)
    let suggestions = KeySuggestions(in: version)
    for key in OptionCatalogue.keys(in: version, where: { $0 == .configuration }) {
      guard key.utf8.count > 8 else { continue }
      var bytes = Array(key.utf8)
      bytes.swapAt(bytes.count / 2, bytes.count / 2 + 1)
      bytes.append(UInt8(ascii: "z"))
      let wrong = String(decoding: bytes, as: UTF8.self)
      guard OptionCatalogue.option(wrong, in: version) == nil else { continue }
      #expect(suggestions.suggestions(for: wrong).contains { $0.key == key }, "\(wrong)")
    }
  }
}

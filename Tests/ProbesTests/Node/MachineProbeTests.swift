import Evidence
import FoundationEssentials
import Glibc
import Probes
import TestSupport
import Testing

/// Folders, pid files and Javas of a made-up node; memory and processors of this one.
@Suite struct MachineProbeTests {
  private func look(
    _ targets: NodeTargets, _ processes: [ProcessEvidence] = [], javaHome: String? = nil
  ) async -> MachineEvidence {
    await MachineProbe(javaHome: javaHome)
      .look(at: targets, processes, until: .now.advanced(by: .seconds(60)))
  }

  private func folder(_ path: String, uid: Int = Int(geteuid())) async -> DirectoryEvidence? {
    let target = NodeTargets.Directory(key: "io.tmp.dirs", path: path, uid: uid)
    return await look(NodeTargets(directories: [target])).directories.first
  }

  @Test func tellsMemoryAndProcessors() async {
    let machine = await look(NodeTargets())
    #expect((machine.memoryBytes ?? 0) > 1 << 28)
    #expect(machine.cpus > 0)
    #expect(machine.directories.isEmpty)
  }

  @Test func tellsFoldersFromWhatIsNone() async throws {
    let there = try #require(await folder("/tmp"))
    #expect(there.state == .folder)
    #expect(there.isWritable == true)
    #expect(there.isReadOnly == false)
    #expect((there.totalBytes ?? 0) > 0)
    let missing = try #require(await folder("/tmp/flinkdoctor-none/a/b"))
    #expect(missing.state == .missing)
    #expect(missing.nearest == "/tmp")
    #expect(missing.isWritable == true)
    #expect(await folder("/etc/passwd")?.state == .notAFolder)
    #expect(await folder("/etc/passwd/x")?.nearest == "/etc")
    #expect(await folder("/proc")?.isWritable != nil)
  }

  /// By owner, group and mode, since the doctor may be root where Flink is not.
  @Test(.enabled(if: geteuid() == 0)) func judgesForTheUserOfTheProcess() async throws {
    #expect(await folder("/tmp", uid: 12345)?.isWritable == true)
    #expect(await folder("/etc", uid: 12345)?.isWritable == false)
    #expect(await folder("/root/flinkdoctor-none", uid: 12345)?.isWritable == false)
  }

  @Test func readsPidFiles() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "flinkdoctor-\(UInt64.random(in: 0 ..< .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "flink-me-taskexecutor.pid")
    try Data("77\n\(getpid())\n4194399\nnonsense\n".utf8).write(to: file)
    try Data("1\n".utf8).write(to: folder.appending(path: "other.pid"))
    let process = ProcessEvidence(pid: 77, role: .taskManager)
    let machine = await look(
      NodeTargets(pidFolder: folder.path(percentEncoded: false)), [process])
    #expect(machine.pidFiles.count == 1)
    let entries = try #require(machine.pidFiles.first?.entries)
    #expect(entries.map(\.pid) == [77, Int(getpid()), 4_194_399])
    #expect(entries.map(\.state) == [.flink, .otherProgram, .gone])
    #expect(entries[1].program?.isEmpty == false)
    #expect(entries[1].isSameUser == true)
  }

  @Test func readsJavasWithoutRunningThem() async throws {
    try await withFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "bin"), withIntermediateDirectories: true)
      try Data("#!/bin/sh\ntouch \(folder.path)/was-run\n".utf8)
        .write(to: folder.appending(path: "bin/java"))
      try Data("IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_402\"\n".utf8)
        .write(to: folder.appending(path: "release"))
      let machine = await look(NodeTargets(javaHome: folder.path), javaHome: "/nonexistent")
      #expect(machine.javas.map(\.source) == ["env.java.home", "JAVA_HOME"])
      #expect(machine.javas.map(\.hasJava) == [true, false])
      #expect(machine.javas.map(\.version) == ["1.8.0_402", nil])
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/was-run"))
    }
  }

  private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "flinkdoctor-\(UInt64.random(in: 0 ..< .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }
}

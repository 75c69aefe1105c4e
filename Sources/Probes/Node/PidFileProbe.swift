import Evidence
import Glibc
import SystemPackage

/// Reads the pid files of `bin/flink-daemon.sh`: `flink-USER-DAEMON.pid`, a number per line.
struct PidFileProbe {
  let folder: FilePath
  let proc: FilePath

  func look(_ flink: [ProcessEvidence]) -> [PidFileEvidence] {
    let names = (folderNames(folder) ?? []).filter {
      $0.hasPrefix("flink-") && $0.hasSuffix(".pid")
    }
    return names.sorted().prefix(64).compactMap { name in
      let path = folder.appending(name)
      guard let status = fileStatus(path), status.isOf(S_IFREG), let bytes = smallFile(path) else {
        return nil
      }
      let pids = bytes.split(separator: UInt8(ascii: "\n")).prefix(64).compactMap { line in
        Int(String(decoding: line, as: UTF8.self).filter { $0 != " " && $0 != "\r" })
      }
      return PidFileEvidence(
        path: path.string, entries: pids.map { entry($0, flink, owner: status.st_uid) })
    }
  }

  private func entry(
    _ pid: Int, _ flink: [ProcessEvidence], owner: uid_t
  ) -> PidFileEvidence.Entry {
    if flink.contains(where: { $0.pid == pid }) { return .init(pid: pid, state: .flink) }
    let process = proc.appending("\(pid)")
    guard let status = fileStatus(process) else { return .init(pid: pid, state: .gone) }
    let name = String(decoding: smallFile(process.appending("comm")) ?? [], as: UTF8.self)
    return .init(
      pid: pid, state: .otherProgram, program: String(name.filter { $0 != "\n" }.prefix(64)),
      isSameUser: owner == 0 || owner == status.st_uid)
  }
}

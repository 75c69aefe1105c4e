import Evidence
import Glibc
import SystemPackage

/// Looks at a folder without writing to it; blocks where its file system does.
struct DirectoryProbe {
  let target: NodeTargets.Directory
  /// The groups of the process that uses it, where one runs.
  let groups: Set<UInt32>
  /// `ST_NOEXEC` of `sys/statvfs.h`, which only GNU sources see.
  private static let noExec: UInt = 8

  func look() -> DirectoryEvidence {
    var evidence = DirectoryEvidence(
      key: target.key, path: target.path, state: .missing, uid: target.uid)
    var path = FilePath(target.path)
    if let status = fileStatus(path) {
      evidence.state = status.isOf(S_IFDIR) ? .folder : .notAFolder
    } else {
      evidence.state = errno == EACCES ? .notPermitted : .missing
    }
    while fileStatus(path)?.isOf(S_IFDIR) != true, !path.components.isEmpty {
      path.removeLastComponent()
    }
    evidence.nearest = path.string
    guard evidence.state != .notPermitted else { return evidence }
    evidence.isWritable = isWritable(path)
    addSpace(&evidence, path)
    return evidence
  }

  private func addSpace(_ evidence: inout DirectoryEvidence, _ path: FilePath) {
    var space = statvfs()
    guard path.withPlatformString({ statvfs($0, &space) }) == 0 else { return }
    let block = Int64(clamping: space.f_frsize)
    let isRoot = target.uid == 0
    evidence.isReadOnly = space.f_flag & UInt(ST_RDONLY) != 0
    evidence.isNoExec = space.f_flag & Self.noExec != 0
    evidence.freeBytes =
      Int64(clamping: isRoot ? space.f_bfree : space.f_bavail)
      .multipliedReportingOverflow(by: block).partialValue
    evidence.totalBytes =
      Int64(clamping: space.f_blocks)
      .multipliedReportingOverflow(by: block).partialValue
    // Some file systems (btrfs, NFS) count no inodes.
    guard space.f_files > 0 else { return }
    evidence.totalInodes = Int64(clamping: space.f_files)
    evidence.freeInodes = Int64(clamping: isRoot ? space.f_ffree : space.f_favail)
  }

  /// Whether the process's user may make files there, by owner, group and mode.
  private func isWritable(_ path: FilePath) -> Bool? {
    let own = Int(geteuid())
    if target.uid == own {
      return path.withPlatformString { faccessat(AT_FDCWD, $0, W_OK | X_OK, AT_EACCESS) } == 0
    }
    if target.uid == 0 { return true }
    var above = path
    var isFirst = true
    while true {
      guard let status = fileStatus(above) else { return nil }
      guard allows(status, isFirst ? 0o3 : 0o1) else { return false }
      if above.components.isEmpty { return true }
      isFirst = false
      above.removeLastComponent()
    }
  }

  private func allows(_ status: stat, _ wanted: mode_t) -> Bool {
    let shift: mode_t =
      Int(status.st_uid) == target.uid ? 6 : groups.contains(status.st_gid) ? 3 : 0
    return (status.st_mode >> shift) & wanted == wanted
  }
}

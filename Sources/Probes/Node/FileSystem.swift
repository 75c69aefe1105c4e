import Glibc
package import SystemPackage

/// The names in a folder, without `.` and `..`; nil, with `errno` set, when it cannot be read.
package func folderNames(_ path: FilePath, limit: Int = 1 << 17) -> [String]? {
  guard let stream = path.withPlatformString({ opendir($0) }) else { return nil }
  defer { closedir(stream) }
  var names: [String] = []
  while names.count < limit, let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names
}

/// Where a symbolic link leads, as it is written; nil when it cannot be read.
func linkTarget(_ path: FilePath) -> String? {
  var buffer = [UInt8](repeating: 0, count: 4096)
  let count = path.withPlatformString { path in
    buffer.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return -1 }
      return readlink(path, start.assumingMemoryBound(to: CChar.self), bytes.count)
    }
  }
  return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
}

/// What `stat` tells of a path; nil, with `errno` set, when it tells nothing.
func fileStatus(_ path: FilePath) -> stat? {
  var status = stat()
  return path.withPlatformString { stat($0, &status) } == 0 ? status : nil
}

extension stat {
  var modifiedAtMs: Int64 { Int64(st_mtim.tv_sec) * 1000 + Int64(st_mtim.tv_nsec) / 1_000_000 }
  func isSameFile(as other: stat) -> Bool { st_dev == other.st_dev && st_ino == other.st_ino }
  func isOf(_ kind: mode_t) -> Bool { st_mode & S_IFMT == kind }
}

extension String {
  /// The part after the last slash.
  var lastPathPart: Substring { self[...].split(separator: "/").last ?? "" }
}

import Glibc

/// How many files and sockets this process may have open.
package enum OpenFiles {
  /// Raises the limit as far as any user may, up to `most`; the limit then.
  @discardableResult
  package static func raise(to most: UInt) -> Int {
    let files = __rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue))
    var limit = rlimit()
    guard getrlimit(files, &limit) == 0 else { return 0 }
    let wanted = min(limit.rlim_max, most)
    if limit.rlim_cur < wanted {
      limit.rlim_cur = wanted
      _ = setrlimit(files, &limit)
      _ = getrlimit(files, &limit)
    }
    return Int(limit.rlim_cur)
  }
}

import SystemPackage

/// A mount of a cgroup hierarchy.
struct CgroupMount: Sendable, Hashable {
  /// The controllers of version 1; the empty name for version 2.
  var controllers: Set<String>
  var point: FilePath
  /// What of the hierarchy is mounted: in a container of version 1 its own group.
  var root: String

  /// From the lines of `/proc/self/mountinfo`.
  static func all(_ mountinfo: [UInt8]) -> [CgroupMount] {
    String(decoding: mountinfo, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), dash + 3 < fields.count, dash >= 6 else {
        return nil
      }
      let root = String(fields[3])
      let point = FilePath(String(fields[4]))
      switch fields[dash + 1] {
      case "cgroup2": return CgroupMount(controllers: [""], point: point, root: root)
      case "cgroup":
        let options = fields[dash + 3].split(separator: ",").map(String.init)
        return CgroupMount(controllers: Set(options), point: point, root: root)
      default: return nil
      }
    }
  }

  /// The folder of a group, or the nearest one that is visible: a container often sees its own alone.
  func folder(of path: String) -> FilePath? {
    var path = path
    if root != "/", path == root || path.hasPrefix(root + "/") {
      path = String(path.dropFirst(root.count))
    }
    let parts = FilePath(path).components.filter { $0.kind == .regular }
    let folder = point.pushing(FilePath(root: nil, parts))
    if fileStatus(folder) != nil { return folder }
    return fileStatus(point) != nil ? point : nil
  }
}

import Diagnosis
import Probes
import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

extension ConfigurationSource {
  /// By the name of the jar in `lib/`: how large it is, and for which Java it was compiled.
  ///
  /// To look into them takes as long as to judge the file, and says something only beside a Java or
  /// another node.
  func jarDetails() -> [String: ConfigurationFolder.Jar] {
    let lib = Self.lib(beside: FilePath(path).removingLastComponent())
    // Somebody's heap of a thousand jars is not worth the time.
    return folder.jars.prefix(200).reduce(into: [:]) { details, jar in
      let path = lib.appending(jar).string
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
      details[jar] = ConfigurationFolder.Jar(
        bytes: Int(status.st_size), classVersion: JarClasses.highestVersion(ofJar: path))
    }
  }
}

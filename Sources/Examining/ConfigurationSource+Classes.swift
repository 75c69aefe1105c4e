import Diagnosis
import Probes
import SystemPackage

extension ConfigurationSource {
  /// By the name of the jar in `lib/`, for which Java it was compiled, as a class file has it.
  ///
  /// To look into them takes as long as to judge the file, and says something only beside a Java.
  func classVersions() -> [String: Int] {
    let lib = Self.lib(beside: FilePath(path).removingLastComponent())
    return (folder.jarDetails ?? [:]).keys.reduce(into: [:]) { versions, jar in
      versions[jar] = JarClasses.highestVersion(ofJar: lib.appending(jar).string)
    }
  }
}

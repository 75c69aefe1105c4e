import Evidence
import FlinkConfiguration
import Glibc
import SystemPackage

/// One `/proc/PID`: most of it is open to everyone, some only to the process's own user and root.
struct ProcessFolder {
  private let folder: FilePath
  /// The root of the process's own file system, or of this one where that may not be looked at.
  private let root: FilePath
  /// nil when the files of the process may not be looked at.
  private let descriptors: [String]?

  init(_ folder: FilePath) {
    self.folder = folder
    let own = folder.appending("root")
    root = fileStatus(own) == nil ? "/" : own
    descriptors = folderNames(folder.appending("fd"), limit: 1 << 16)
  }

  func describe(
    _ process: inout ProcessEvidence, _ command: JavaCommand, java: String, examined: String?
  ) {
    let arguments = FlinkArguments(command.arguments, role: process.role)
    process.overrides = arguments.overrides
    process.jvmOptions = (command.options + optionsOfEnvironment).map(masked)
    process.classPath = command.classPath.flatMap(expanded)
    process.openJars = openJars
    process.version = version(process)
    process.configDir = arguments.configDir ?? configurationFolder(of: process)
    process.configuration = configuration(process, examined)
    process.loaded = loadedProperties(process)
    describeJava(&process, java)
    describeUse(&process)
    if descriptors == nil {
      process.withheld = ["its open files, its Java and its memory's limits belong to another user"]
    }
  }

  private func describeUse(_ process: inout ProcessEvidence) {
    let status = ProcTable(smallFile(folder.appending("status")) ?? [])
    process.residentBytes = status.bytes("VmRSS")
    process.swappedBytes = status.bytes("VmSwap")
    process.openFiles = descriptors?.count
    let limits = String(decoding: smallFile(folder.appending("limits")) ?? [], as: UTF8.self)
    process.openFilesLimit = .init("Max open files", in: limits)
    process.processesLimit = .init("Max processes", in: limits)
  }

  /// Where the process itself says it runs; what `java` on the command line is, where it does not.
  private func describeJava(_ process: inout ProcessEvidence, _ word: String) {
    let deleted = " (deleted)"
    var executable = linkTarget(folder.appending("exe"))
    if let path = executable {
      process.isJavaDeleted = path.hasSuffix(deleted)
      executable = path.hasSuffix(deleted) ? String(path.dropLast(deleted.count)) : path
    }
    guard let path = executable ?? (word.hasPrefix("/") ? word : nil) else { return }
    let java = JavaInstallation(executable: path, root: root)
    process.javaHome = java.home
    process.javaVersion = java.version
  }

  /// The jars that the process holds open, one name each.
  private var openJars: [String]? {
    guard let descriptors else { return nil }
    let jars = descriptors.compactMap { linkTarget(folder.appending("fd").appending($0)) }
      .filter { $0.hasSuffix(".jar") || $0.hasSuffix(".jar (deleted)") }
    return Array(Set(jars).sorted().prefix(512))
  }

  /// The JVM expands `lib/*` to the jars of the folder.
  private func expanded(_ entry: String) -> [String] {
    guard entry == "*" || entry.hasSuffix("/*") else { return [entry] }
    let path = absolute(String(entry.dropLast()))
    let names = folderNames(seen(path), limit: 4096) ?? []
    return names.filter { $0.hasSuffix(".jar") || $0.hasSuffix(".JAR") }.sorted()
      .map { FilePath(path).appending($0).string }
  }

  /// The jar that it holds open tells it best; lib/ may have changed since.
  private func version(_ process: ProcessEvidence) -> String? {
    let open = (process.openJars ?? []).map {
      $0.split(separator: " ").first.map(String.init) ?? $0
    }
    return (open + process.classPath).lazy
      .compactMap { DistJar.release(of: String($0.lastPathPart)) }.first
  }

  /// The JVM reads options there as well.
  private var optionsOfEnvironment: [String] {
    environment.flatMap { variable -> [String] in
      for name in ["JDK_JAVA_OPTIONS=", "JAVA_TOOL_OPTIONS="] where variable.hasPrefix(name) {
        return variable.dropFirst(name.count).split(separator: " ").map(String.init)
      }
      return []
    }
  }

  private var environment: [String] {
    commandLine(smallFile(folder.appending("environ")) ?? [])
  }

  private func configurationFolder(of process: ProcessEvidence) -> String? {
    // YARN's processes read what YARN put into their working directory.
    if process.mainClass.hasPrefix("org.apache.flink.yarn.") {
      return linkTarget(folder.appending("cwd"))
    }
    let variable = "FLINK_CONF_DIR="
    return environment.first { $0.hasPrefix(variable) }.map { String($0.dropFirst(variable.count)) }
  }

  /// The file that a Flink of this version opens in the folder; nil where it is not seen.
  private func configuration(
    _ process: ProcessEvidence, _ examined: String?
  ) -> ConfigurationFileEvidence? {
    guard let configDir = process.configDir else { return nil }
    let conf = absolute(configDir)
    let names = Dialect.allCases.map(\.fileName)
      .filter { fileStatus(seen(conf).appending($0))?.isOf(S_IFREG) == true }
    let version = process.version.flatMap { FlinkVersion($0) } ?? FlinkVersion(1, 20)
    let choice = ConfigurationFileChoice(fileNames: names, version: version)
    guard let name = choice.read?.fileName, let status = fileStatus(seen(conf).appending(name))
    else { return nil }
    let path = FilePath(conf).appending(name).string
    let own = examined.flatMap { fileStatus(FilePath($0)) }
    let isExamined = own.map(status.isSameFile) ?? false
    return ConfigurationFileEvidence(
      path: path, isExamined: isExamined,
      hasSameBytes: isExamined
        || examined.map { smallFile(FilePath($0)) == smallFile(seen(path)) } ?? false,
      modifiedAtMs: status.modifiedAtMs)
  }

  /// `Loading configuration property: KEY, VALUE`, of the last start that the log's head shows.
  private func loadedProperties(_ process: ProcessEvidence) -> [ProcessEvidence.Override]? {
    let option = "-Dlog.file="
    guard let log = process.jvmOptions.last(where: { $0.hasPrefix(option) }),
      let bytes = smallFile(seen(absolute(String(log.dropFirst(option.count)))))
    else { return nil }
    return LoadedProperties.read(bytes)
  }

  private func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    return FilePath(linkTarget(folder.appending("cwd")) ?? "/").appending(path).string
  }

  /// A path of the process, as it can be opened from here.
  private func seen(_ path: String) -> FilePath { seen(FilePath(path)) }

  private func seen(_ path: FilePath) -> FilePath {
    root == "/" ? path : root.pushing(FilePath(root: nil, path.components))
  }

  /// A system property of the JVM may hold a password.
  private func masked(_ option: String) -> String {
    guard option.hasPrefix("-D"), let at = option.firstIndex(of: "="),
      SensitiveKeys.isSensitive(String(option[..<at]))
    else { return option }
    return option[...at] + SensitiveKeys.mask
  }
}

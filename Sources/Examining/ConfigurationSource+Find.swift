import Diagnosis
package import FlinkConfiguration
import Probes
import SystemPackage

#if canImport(Glibc)
  import Glibc
#endif

extension ConfigurationSource {
  /// Finds what `path` stands for: a file, a conf folder, a FLINK_HOME, or `-` for standard input.
  ///
  /// - Parameters:
  ///   - path: as given; a folder stands for the file in it that Flink would read.
  ///   - versions: what `--flink-version` says; nil when it says nothing.
  ///   - dialect: what `--dialect` says; nil lets the file's name decide.
  /// - Returns: the file's bytes, how to read them, and what lies beside it.
  /// - Throws: an `InputError` when there is no such input, or it is no text.
  package static func find(
    _ path: String, versions: FlinkVersionRange? = nil, dialect: Dialect? = nil
  ) throws(InputError) -> ConfigurationSource {
    if path == "-" {
      let bytes = try InputFile.readStandardInput()
      return try ConfigurationSource(
        path: "-", bytes: bytes, name: "", dialect: dialect, versions: versions,
        folder: ConfigurationFolder())
    }
    guard Folder.exists(path) else {
      let bytes = try InputFile.read(path)
      let slash = path.lastIndex(of: "/")
      let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      return try ConfigurationSource(
        path: path, bytes: bytes,
        name: slash.map { String(path[path.index(after: $0)...]) } ?? path, dialect: dialect,
        versions: versions, folder: folder(parent))
    }
    let conf = confFolder(path)
    let beside = folder(conf)
    let told = versions ?? releases(of: beside, readBy: nil)
    guard let name = fileName(in: conf, for: told) else {
      throw InputError(path: path, reason: "holds neither config.yaml nor flink-conf.yaml")
    }
    let file = FilePath(conf).appending(name).string
    return try ConfigurationSource(
      path: file, bytes: InputFile.read(file), name: name, dialect: dialect,
      versions: versions, folder: beside)
  }

  /// Where Flink's scripts look when they are told nothing.
  package static func defaultPath(environment: [String: String]) -> String? {
    if let folder = environment["FLINK_CONF_DIR"], !folder.isEmpty { return folder }
    if let home = environment["FLINK_HOME"], !home.isEmpty {
      return FilePath(home).appending("conf").string
    }
    return nil
  }

  private init(
    path: String, bytes: [UInt8], name: String, dialect: Dialect?, versions: FlinkVersionRange?,
    folder: ConfigurationFolder
  ) throws(InputError) {
    let releases = Self.releases(of: folder, readBy: Dialect(fileName: name))
    var told = versions ?? releases
    var source =
      versions != nil
      ? "--flink-version"
      : releases != nil ? "lib/" + folder.distJars.joined(separator: ", lib/") : "unknown"
    let dialect = dialect ?? Self.dialect(ofFileNamed: name, for: told)
    if dialect == .flat, InputFile.isUTF16(bytes) {
      throw InputError(
        path: path, reason: "is UTF-16; Flink reads UTF-8 here: iconv -f UTF-16 -t UTF-8")
    }
    if told == nil {
      told = dialect.versions
      source = Dialect(fileName: name) == nil ? "unknown" : name
    } else if let range = told {
      told = range.intersection(dialect.versions) ?? range
    }
    self.init(
      path: path, bytes: bytes, dialect: dialect, folder: folder, versions: told ?? .all,
      versionSource: source)
  }

  /// By the file's name; by the version where it is another one.
  private static func dialect(
    ofFileNamed name: String, for versions: FlinkVersionRange?
  ) -> Dialect {
    if let dialect = Dialect(fileName: name) { return dialect }
    guard let versions else { return .flat }
    return versions.from > FlinkVersion(1, 20) ? .standard : .flat
  }

  /// The file that a Flink of these versions opens, and where it opens none the one that is there.
  private static func fileName(in conf: String, for versions: FlinkVersionRange?) -> String? {
    let names = Dialect.allCases.map(\.fileName).filter { Folder.holds(conf, $0) }
    let choice = ConfigurationFileChoice(fileNames: names, version: versions?.from ?? .oldest)
    return choice.read?.fileName ?? names.first
  }

  /// `path` itself, or `path/conf` when it is a FLINK_HOME.
  private static func confFolder(_ path: String) -> String {
    let conf = FilePath(path).appending("conf").string
    let holdsFile = Dialect.allCases.contains { Folder.holds(path, $0.fileName) }
    return !holdsFile && Folder.exists(conf) ? conf : path
  }

  /// What the flink-dist jars tell.
  ///
  /// Of several any may be the one that runs, but those that would not read such a file are not.
  private static func releases(
    of folder: ConfigurationFolder, readBy dialect: Dialect?
  ) -> FlinkVersionRange? {
    let all = folder.distJars.compactMap(release(ofDistJar:))
    let fitting = all.filter { dialect?.versions.contains($0) ?? true }
    let releases = (fitting.isEmpty ? all : fitting).sorted()
    guard let from = releases.first, let to = releases.last else {
      return folder.manifestVersion.flatMap { FlinkVersion($0) }.map { FlinkVersionRange($0) }
    }
    return FlinkVersionRange(from: from, to: to)
  }

  private static func release(ofDistJar name: String) -> FlinkVersion? {
    DistJar.release(of: name).flatMap { FlinkVersion($0) }
  }

  /// What lies in the conf folder and in `lib/` beside it, as far as the rules look at it.
  private static func folder(_ conf: String) -> ConfigurationFolder {
    var folder = ConfigurationFolder()
    let hosts = ["masters", "workers", "slaves", "zoo.cfg"]
    for name in Dialect.allCases.map(\.fileName) + hosts {
      let path = conf.hasSuffix("/") ? conf + name : conf + "/" + name
      guard Folder.holds(conf, name), let bytes = try? InputFile.read(path, limit: 1 << 20) else {
        continue
      }
      folder.files[name] = ConfigurationFolder.File(path: path, bytes: bytes)
    }
    let lib = lib(beside: FilePath(conf))
    folder.jars = (folderNames(lib) ?? []).filter { $0.hasSuffix(".jar") }.sorted()
    if !folder.jars.isEmpty { folder.jarDetails = details(of: folder.jars, in: lib) }
    if let jar = folder.distJars.first, release(ofDistJar: jar) == nil {
      folder.manifestVersion = JarManifest.implementationVersion(ofJar: lib.appending(jar).string)
    }
    return folder
  }

  /// The `lib/` of a FLINK_HOME, by its conf folder.
  static func lib(beside conf: FilePath) -> FilePath { conf.appending("..").appending("lib") }
}

/// The sizes of the jars; for which Java they were compiled is `classVersions`.
private func details(of jars: [String], in lib: FilePath) -> [String: ConfigurationFolder.Jar] {
  // Somebody's heap of a thousand jars is not worth the time.
  jars.prefix(200).reduce(into: [:]) { details, jar in
    var status = stat()
    guard stat(lib.appending(jar).string, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return
    }
    details[jar] = ConfigurationFolder.Jar(bytes: Int(status.st_size))
  }
}

/// The few questions that are asked of folders.
private enum Folder {
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func holds(_ path: String, _ name: String) -> Bool {
    var status = stat()
    return stat(FilePath(path).appending(name).string, &status) == 0
      && status.st_mode & S_IFMT == S_IFREG
  }
}

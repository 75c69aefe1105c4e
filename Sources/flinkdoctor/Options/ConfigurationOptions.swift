import ArgumentParser
import Examining
import FlinkConfiguration

/// What is read: the file, the Flink version, and what is laid over the file.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .customLong("flink-version"),
    help: ArgumentHelp("The Flink version, or a range (1.15-1.18).", valueName: "version"))
  var flinkVersion = ""

  @Option(
    help: ArgumentHelp(
      "How to read a file whose name does not tell: flat or standard.", valueName: "dialect"))
  var dialect = ""

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set an option as Flink's -D does; may be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @Flag(
    name: .customLong("properties-from-env"),
    help: "Apply FLINK_PROPERTIES from the environment, as the Docker image does.")
  var propertiesFromEnvironment = false

  func validate() throws {
    _ = try VersionText.parse(flinkVersion)
    _ = try DialectText.parse(dialect)
    _ = try PropertyText.pairs(settings)
  }

  /// The settings as Flink's `-D` takes them, in their order.
  var pairs: [(key: String, value: String)] {
    get throws { try PropertyText.pairs(settings) }
  }

  /// The text of `FLINK_PROPERTIES`, when it is to be applied.
  var properties: String? {
    propertiesFromEnvironment ? Environment.variables["FLINK_PROPERTIES"] : nil
  }

  /// The one input of commands that take one.
  func source(_ path: String?) throws -> ConfigurationSource {
    let path = try ConfigurationPaths.of(path.map { [$0] } ?? [])[0]
    return try .named(
      path, versions: VersionText.parse(flinkVersion), dialect: DialectText.parse(dialect))
  }

  func add(to request: inout CheckRequest) {
    request.flinkVersion = flinkVersion
    request.dialect = dialect
    request.settings = settings
    request.propertiesFromEnvironment = propertiesFromEnvironment
  }
}

extension ConfigurationSource {
  /// What a command line names; what cannot be read is wrong usage.
  static func named(
    _ path: String, versions: FlinkVersionRange?, dialect: Dialect?
  ) throws -> ConfigurationSource {
    do throws(InputError) {
      return try .find(path, versions: versions, dialect: dialect)
    } catch {
      throw UsageError("\(error)")
    }
  }
}

/// The inputs that PATHs stand for; without any, where Flink's scripts would look.
enum ConfigurationPaths {
  static func of(_ given: [String]) throws -> [String] {
    if !given.isEmpty { return given }
    guard let path = ConfigurationSource.defaultPath(environment: Environment.variables) else {
      throw UsageError("no PATH given, and neither FLINK_CONF_DIR nor FLINK_HOME is set")
    }
    return [path]
  }
}

/// `--dialect`.
enum DialectText {
  /// nil when it is not given.
  static func parse(_ text: String) throws -> Dialect? {
    text.isEmpty ? nil : try Choice.of(Dialect.self, "--dialect", text)
  }
}

/// `--set`.
enum PropertyText {
  static func pairs(_ settings: [String]) throws -> [(key: String, value: String)] {
    try settings.map { setting in
      guard let equals = setting.firstIndex(of: "="), equals != setting.startIndex else {
        throw ValidationError("--set takes key=value, not '\(setting)'")
      }
      return (String(setting[..<equals]), String(setting[setting.index(after: equals)...]))
    }
  }
}

/// `--flink-version`.
enum VersionText {
  /// nil when it is not given.
  static func parse(_ text: String) throws -> FlinkVersionRange? {
    if text.isEmpty { return nil }
    return try Choice.parsed(
      "--flink-version", text, like: "a version (1.18) or a range (1.15-1.18)"
    ) { FlinkVersionRange($0) }
  }
}

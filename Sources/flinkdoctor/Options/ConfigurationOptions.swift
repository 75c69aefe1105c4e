import ArgumentParser
import Examining
import FlinkConfiguration

/// What is read: the file, the Flink version, and what is laid over the file.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .customLong("flink-version"),
    help: ArgumentHelp("The Flink version, or a range (1.15-1.18).", valueName: "version"))
  var flinkVersion: FlinkVersionRange?

  @Option(help: "How to read a file whose name does not tell: flat or standard.")
  var dialect: Dialect?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set an option as Flink's -D does; may be repeated.", valueName: "key=value"))
  var settings: [PropertySetting] = []

  @Flag(
    name: .customLong("properties-from-env"),
    help: "Apply FLINK_PROPERTIES from the environment, as the Docker image does.")
  var propertiesFromEnvironment = false

  /// The text of `FLINK_PROPERTIES`, when it is to be applied.
  var properties: String? {
    propertiesFromEnvironment ? Environment.variables["FLINK_PROPERTIES"] : nil
  }

  /// The inputs that PATHs stand for; without any, where Flink's scripts would look.
  func paths(_ given: [String]) throws -> [String] {
    if !given.isEmpty { return given }
    guard let path = ConfigurationSource.defaultPath(environment: Environment.variables) else {
      throw UsageError("no PATH given, and neither FLINK_CONF_DIR nor FLINK_HOME is set")
    }
    return [path]
  }

  /// The one input of commands that take one.
  func source(_ path: String?) throws -> ConfigurationSource {
    let path = try paths(path.map { [$0] } ?? [])[0]
    do throws(InputError) {
      return try ConfigurationSource.find(path, versions: flinkVersion, dialect: dialect)
    } catch {
      throw UsageError("\(error)")
    }
  }
}

/// `key=value`, as after Flink's `-D`.
struct PropertySetting: ExpressibleByArgument {
  let key: String
  let value: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      return nil
    }
    key = String(argument[..<equals])
    value = String(argument[argument.index(after: equals)...])
  }
}

extension FlinkVersionRange: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(argument)
  }
}

extension Dialect: ExpressibleByArgument {}
